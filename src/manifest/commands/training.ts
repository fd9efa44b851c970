import { command } from './command.ts';

/** Training jobs and how they went. */
export const trainingCommands = {
  trainingLaunch: command('sagemaker.training.launch', 'Train on SageMaker…', { icon: '$(rocket)' }),
  trainingClone: command('sagemaker.training.clone', 'Clone Job…', { icon: '$(repo-clone)' }),
  trainingAgain: command('sagemaker.training.again', 'Train Again', { icon: '$(debug-rerun)' }),
  trainingCopyAs: command('sagemaker.training.copyAs', 'Copy as boto3, SDK, CLI or JSON…', {
    icon: '$(clippy)',
  }),
  trainingCompare: command('sagemaker.training.compare', 'Compare Training Jobs…', { icon: '$(graph)' }),
  trainingHistory: command('sagemaker.training.history', 'Launch History…', { icon: '$(history)' }),
  trainingSaveTask: command('sagemaker.training.saveTask', 'Save Job as Task…', { icon: '$(tasklist)' }),
  metricsShow: command('sagemaker.metrics.show', 'Show Metrics', { icon: '$(graph-line)' }),
};
