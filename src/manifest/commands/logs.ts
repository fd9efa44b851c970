import { command } from './command.ts';

/** What jobs and endpoints print, and why they failed. */
export const logsCommands = {
  logsTail: command('sagemaker.logs.tail', 'Tail Logs', { icon: '$(terminal)' }),
  logsTailFrom: command('sagemaker.logs.tailFrom', 'Tail Logs From…', { icon: '$(history)' }),
  logsFilter: command('sagemaker.logs.filter', 'Filter Log Lines…', { icon: '$(filter)' }),
  logsShowAll: command('sagemaker.logs.showAll', 'Show All Log Lines', { icon: '$(clear-all)' }),
  logsTimestamps: command('sagemaker.logs.timestamps', 'Toggle Log Timestamps', { icon: '$(clock)' }),
  logsHost: command('sagemaker.logs.host', 'Choose Log Host…', { icon: '$(server-environment)' }),
  logsCopyError: command('sagemaker.logs.copyError', 'Copy Last Error', { icon: '$(clippy)' }),
  logsStop: command('sagemaker.logs.stop', 'Stop Following', { icon: '$(debug-pause)' }),
  logsResume: command('sagemaker.logs.resume', 'Resume Following', { icon: '$(debug-start)' }),
  logsSave: command('sagemaker.logs.save', 'Save Log…', { icon: '$(save)' }),
  logsOpenDocument: command('sagemaker.logs.openDocument', 'Open Log as Document', { icon: '$(go-to-file)' }),
  logsQuery: command('sagemaker.logs.query', 'Query Logs…', { icon: '$(search-fuzzy)' }),
  logsOpenPage: command('sagemaker.logs.openPage', 'Open Log Page', { icon: '$(search)' }),
  progressShow: command('sagemaker.progress.show', 'Show Progress', { icon: '$(pulse)' }),
  failureShow: command('sagemaker.failure.show', 'Show Failure', { icon: '$(bug)' }),
  failureStep: command('sagemaker.failure.step', 'Take the Next Step', { hiddenInPalette: true }),
};
