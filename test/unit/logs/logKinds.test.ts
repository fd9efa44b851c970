import {
  AppStatus,
  AutoMLJobStatus,
  ClusterStatus,
  CompilationJobStatus,
  EndpointStatus,
  HyperParameterTuningJobStatus,
  InferenceComponentStatus,
  LabelingJobStatus,
  NotebookInstanceStatus,
  PipelineExecutionStatus,
  ProcessingJobStatus,
  RecommendationJobStatus,
  ScheduleStatus,
  SecondaryStatus,
  StepStatus,
  TrainingJobStatus,
  TransformJobStatus,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { logKinds } from '../../../src/logs/follow/kinds/logKinds.ts';
import { covering, takes } from '../../../src/logs/follow/logPlace.ts';
import { ResourceSubject } from '../../../src/logs/follow/resourceSubject.ts';
import { resourceState } from '../../../src/logs/follow/resourceState.ts';
import type { TailKind } from '../../../src/logs/follow/tailKind.ts';
import { stubSageMaker } from '../catalog/stubClient.ts';

const signal = new AbortController().signal;
const arn = (path: string) => `arn:aws:sagemaker:us-east-1:111122223333:${path}`;

const statuses: Readonly<Record<Exclude<TailKind, 'trainingJob'>, Readonly<Record<string, string>>>> = {
  processingJob: ProcessingJobStatus,
  hyperParameterTuningJob: HyperParameterTuningJobStatus,
  autoMLJob: AutoMLJobStatus,
  transformJob: TransformJobStatus,
  endpoint: EndpointStatus,
  inferenceComponent: InferenceComponentStatus,
  inferenceRecommendationsJob: RecommendationJobStatus,
  compilationJob: CompilationJobStatus,
  labelingJob: LabelingJobStatus,
  monitoringSchedule: ScheduleStatus,
  pipelineExecution: PipelineExecutionStatus,
  notebookInstance: NotebookInstanceStatus,
  app: AppStatus,
  cluster: ClusterStatus,
};

describe('the kinds of logs', () => {
  it.each(Object.entries(statuses))(
    'know every status of a %s: that it ends it, or what is waited for',
    (id, all) => {
      const kind = logKinds[id as TailKind];
      const known = new Set([...Object.keys(kind.ends), ...Object.keys(kind.waits)]);
      expect(Object.values(all).filter((status) => !known.has(status))).toEqual([]);
      for (const status of kind.writing) expect(kind.waits).toHaveProperty(status);
    },
  );

  it('end with every status behind which nothing comes', () => {
    const final = /^(?:Completed|Succeeded|Failed|Stopped|Deleted|DeleteFailed)$/i;
    for (const [id, all] of Object.entries({ ...statuses, trainingJob: TrainingJobStatus })) {
      const { ends } = logKinds[id as TailKind];
      expect(Object.keys(ends).toSorted(), id).toEqual(
        Object.values(all)
          .filter((s) => final.test(s))
          .toSorted(),
      );
    }
  });

  it('know every status of a step, which ends when it ends', async () => {
    const { ends, waits } = logKinds.pipelineExecution;
    const known = new Set([...Object.keys(ends), ...Object.keys(waits)]);
    expect(Object.values(StepStatus).filter((status) => !known.has(status))).toEqual([]);
    const [begun, EndTime] = [new Date(1000), new Date(5000)];
    const { from } = stubSageMaker({
      DescribePipelineExecution: {
        PipelineExecutionStatus: 'Executing',
        PipelineExecutionArn: 'a',
        CreationTime: begun,
      },
      ListPipelineExecutionSteps: {
        PipelineExecutionSteps: [
          { StepName: 'train', StepStatus: 'Failed', StartTime: begun, EndTime, FailureReason: 'no rows' },
          { StepName: 'tune', StepDisplayName: 'Tune it', StepStatus: 'Executing', StartTime: begun },
        ],
      },
    });
    const look = (step?: string) =>
      new ResourceSubject(from, {
        kind: 'pipelineExecution',
        name: 'run',
        ...(step !== undefined && { step }),
      }).look(signal);
    expect((await look('train')).end).toMatchObject({ outcome: 'failed', reason: 'no rows', at: 5000 });
    for (const step of ['Tune it', 'register', undefined])
      expect(await look(step)).toMatchObject({ status: 'Executing', waiting: { untilFirstLine: true } });
  });

  it('know every secondary status of a training job', () => {
    const { ends, waits } = logKinds.trainingJob;
    const final = new Set([...Object.keys(ends), 'MaxRuntimeExceeded', 'MaxWaitTimeExceeded']);
    const steps = Object.values(SecondaryStatus).filter((status) => !final.has(status));
    expect(steps.filter((status) => waits[status] === undefined)).toEqual([]);
  });

  it('say why a job waits where SageMaker says more than it always does', () => {
    const job = (StatusMessage: string) =>
      resourceState(logKinds.trainingJob, {
        TrainingJobStatus: 'InProgress',
        SecondaryStatus: 'Starting',
        SecondaryStatusTransitions: [{ Status: 'Starting', StartTime: new Date(1), StatusMessage }],
      }).waiting?.what;
    expect(job('Preparing the instances for training')).toBe('starting the job');
    const scarce = 'Insufficient capacity error from EC2 while launching instances, retrying!';
    expect(job(scarce)).toBe(`starting the job (${scarce})`);
  });
});

describe('the places of a log', () => {
  const places = (
    from: Parameters<typeof stubSageMaker>[0],
    target: ConstructorParameters<typeof ResourceSubject>[1],
  ) => new ResourceSubject(stubSageMaker(from).from, target).places(signal);

  it('are those of the training jobs that a tuning job has started', async () => {
    const found = await places(
      {
        ListTrainingJobsForHyperParameterTuningJob: {
          TrainingJobSummaries: [{ TrainingJobName: 'tuning-001-a' }, { TrainingJobName: 'tuning-002-b' }],
        },
      },
      { kind: 'hyperParameterTuningJob', name: 'tuning' },
    );
    expect(found.map(({ prefix }) => prefix)).toEqual(['tuning-001-a/', 'tuning-002-b/']);
    // One request lists the streams of all.
    expect(covering(found)).toEqual({ group: '/aws/sagemaker/TrainingJobs', prefix: 'tuning-00' });
  });

  it('are those of what the steps of a pipeline made, or one of them', async () => {
    const steps = {
      ListPipelineExecutionSteps: {
        PipelineExecutionSteps: [
          { StepName: 'prepare', Metadata: { ProcessingJob: { Arn: arn('processing-job/prep-1') } } },
          { StepName: 'train', Metadata: { TrainingJob: { Arn: arn('training-job/train-1') } } },
          { StepName: 'check', Metadata: { QualityCheck: { CheckJobArn: arn('processing-job/check-1') } } },
          { StepName: 'register', Metadata: { RegisterModel: { Arn: arn('model-package/group/1') } } },
          { StepName: 'tune', Metadata: { TuningJob: { Arn: arn('hyper-parameter-tuning-job/tune-1') } } },
          { StepName: 'next' },
        ],
      },
      ListTrainingJobsForHyperParameterTuningJob: {
        TrainingJobSummaries: [{ TrainingJobName: 'tune-1-001' }],
      },
    };
    const target = { kind: 'pipelineExecution', name: 'run', arn: arn('pipeline/p/execution/run') } as const;
    const all = await places(steps, target);
    expect(all.map(({ prefix }) => prefix)).toEqual(['prep-1/', 'train-1/', 'check-1/', 'tune-1-001/']);
    expect(covering(all)).toBeUndefined();
    const one = await places(steps, { ...target, step: 'train' });
    expect(one).toEqual([{ group: '/aws/sagemaker/TrainingJobs', prefix: 'train-1/' }]);
  });

  it('are those of the jobs of an AutoML job and of a monitoring schedule', async () => {
    const CandidateSteps = ['processing-job/auto-db', 'training-job/auto-train', 'transform-job/auto-t'].map(
      (path) => ({ CandidateStepArn: arn(path) }),
    );
    const auto = await places(
      { ListCandidatesForAutoMLJob: { Candidates: [{ CandidateSteps }] } },
      { kind: 'autoMLJob', name: 'auto' },
    );
    expect(auto.map(({ group }) => group.split('/').at(-1))).toEqual([
      'ProcessingJobs',
      'TrainingJobs',
      'TransformJobs',
    ]);
    const MonitoringExecutionSummaries = [{ ProcessingJobArn: arn('processing-job/m-1') }, {}];
    const schedule = await places(
      { ListMonitoringExecutions: { MonitoringExecutionSummaries } },
      { kind: 'monitoringSchedule', name: 'm' },
    );
    expect(schedule.map(({ prefix }) => prefix)).toEqual(['m-1/']);
  });

  it('are named in the description of an app', async () => {
    const { from } = stubSageMaker({
      DescribeApp: {
        ...{ DomainId: 'd-1', UserProfileName: 'ann', AppType: 'JupyterLab', AppName: 'default' },
        Status: 'InService',
      },
    });
    const subject = new ResourceSubject(from, {
      kind: 'app',
      name: 'default',
      arn: arn('app/d-1/ann/jupyterlab/default'),
    });
    expect(await subject.places(signal)).toEqual([]);
    await subject.look(signal);
    const [place] = await subject.places(signal);
    expect(place).toEqual({
      group: '/aws/sagemaker/studio',
      prefix: 'd-1/ann/JupyterLab/default',
      whole: true,
    });
    expect(place && takes(place, 'd-1/ann/JupyterLab/default/LifecycleConfigOnStart')).toBe(true);
    expect(place && takes(place, 'd-1/ann/JupyterLab/default-2')).toBe(false);
  });

  it('are those of one variant or one host', async () => {
    const [all] = await places({}, { kind: 'endpoint', name: 'e' });
    expect(all).toEqual({ group: '/aws/sagemaker/Endpoints/e', prefix: '' });
    const [variant] = await places({}, { kind: 'endpoint', name: 'e', variant: 'blue' });
    expect(
      variant && ['blue/i-1', 'blue/i-1/data-log', 'blue2/i-1'].map((name) => takes(variant, name)),
    ).toEqual([true, true, false]);
    const [host] = await places({}, { kind: 'endpoint', name: 'e', host: 'i-1' });
    expect(host && ['blue/i-1', 'blue/i-1/data-log', 'blue/i-12'].map((name) => takes(host, name))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
