import { PutObjectCommand } from '@aws-sdk/client-s3';
import { tarGz } from '../../trainingKit.ts';
import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { type Scene } from '../scene.ts';

/** A job that runs until it is stopped. */
async function trainingJob(scene: Scene): Promise<Members> {
  const Key = `${scene.random.slug()}/sourcedir.tar.gz`;
  const Body = await tarGz({ 'train.py': 'import time\nprint("training", flush=True)\ntime.sleep(60)\n' });
  await scene.s3.send(new PutObjectCommand({ Bucket: 'coverage', Key, Body }));
  return {
    TrainingJobName: scene.name('training'),
    RoleArn: scene.role(),
    AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: scene.s3Uri() },
    ResourceConfig: {
      InstanceType: 'ml.m5.large',
      InstanceCount: 1,
      VolumeSizeInGB: scene.random.whole(1, 50),
      KeepAlivePeriodInSeconds: 60,
    },
    StoppingCondition: { MaxRuntimeInSeconds: scene.random.whole(100, 900) },
    HyperParameters: {
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: JSON.stringify(`s3://coverage/${Key}`),
      rate: String(scene.random.next()),
    },
    Environment: { [scene.random.slug()]: scene.random.slug() },
  };
}

export const training: ProofGroup = {
  name: 'Training',
  kinds: [
    {
      kind: 'TrainingJob',
      given: trainingJob,
      filtersElsewhere: ['WarmPoolStatusEquals', 'TrainingPlanArnEquals'],
      update: (known, scene) => ({
        ResourceConfig: { KeepAlivePeriodInSeconds: scene.random.whole(100, 900) },
        RemoteDebugConfig: { EnableRemoteDebug: !known['none'] },
      }),
      runs: 'InProgress',
      // The model is there when the job has made it.
      hides: ['ModelArtifacts'],
      stop: { to: 'Stopped' },
      beforeDelete: ({ TrainingJobName }, scene) => stopped(TrainingJobName, scene),
    },
  ],
};

/** Two that run at once may be one too many to stop twice: one that has ended is left alone. */
async function stopped(TrainingJobName: unknown, scene: Scene): Promise<void> {
  const describe = (): Promise<Members> => scene.send('DescribeTrainingJob', { TrainingJobName });
  if ((await describe())['TrainingJobStatus'] === 'InProgress')
    await scene.send('StopTrainingJob', { TrainingJobName });
  await scene.until(
    'stopped',
    describe,
    ({ TrainingJobStatus }) => TrainingJobStatus !== 'InProgress' && TrainingJobStatus !== 'Stopping',
  );
}
