import { describe, expect, it } from 'vitest';
import { autoMLJob, autoMLJobDetails } from '../../../src/catalog/training/autoMLJob.ts';
import { customizationJob } from '../../../src/catalog/training/customizationJob.ts';
import { tuningJobDetails } from '../../../src/catalog/training/hyperParameterTuningJob.ts';
import { trainingJob } from '../../../src/catalog/training/trainingJob.ts';
import { trainingPlan } from '../../../src/catalog/training/trainingPlan.ts';
import { stubSageMaker } from './stubClient.ts';

const arn = (path: string) => `arn:aws:sagemaker:us-east-1:000000000000:${path}`;
const at = new Date('2026-11-21T12:00:00Z');
const tuned = {
  TrainingJobName: 'tune-001',
  TrainingJobArn: arn('training-job/tune-001'),
  TrainingJobStatus: 'Completed' as const,
  TunedHyperParameters: { rate: '0.1' },
  CreationTime: at,
  FinalHyperParameterTuningJobObjectiveMetric: { MetricName: 'loss', Value: 0.123456789 },
};

describe('the training jobs of a tuning job', () => {
  const within = {
    kind: 'hyperParameterTuningJob',
    name: 'tune',
    arn: arn('hyper-parameter-tuning-job/tune'),
  } as const;
  const { from, asked } = stubSageMaker({
    ListTrainingJobsForHyperParameterTuningJob: {
      TrainingJobSummaries: [tuned, { ...tuned, TrainingJobName: 'tune-002' }],
      NextToken: 'next',
    },
  });

  it('are listed with their objective, and looked through for a name', async () => {
    const query = {
      pageSize: 10,
      within,
      status: 'Completed',
      sortBy: 'Name',
      sortOrder: 'Ascending',
    } as const;
    const { items, nextToken } = await trainingJob.list(from, query);
    expect(items.map(({ name, note }) => [name, note])).toEqual([
      ['tune-001', 'loss 0.12346'],
      ['tune-002', 'loss 0.12346'],
    ]);
    expect(nextToken).toBe('next');
    expect(asked[0]?.input).toMatchObject({
      HyperParameterTuningJobName: 'tune',
      StatusEquals: 'Completed',
      SortBy: 'Name',
      SortOrder: 'Ascending',
      MaxResults: 10,
    });
    const found = await trainingJob.list(from, { pageSize: 10, within, nameContains: '002' });
    expect(found.items.map(({ name }) => name)).toEqual(['tune-002']);
  });
});

describe('a tuning job', () => {
  it('counts its jobs and links the best of them', () => {
    const { facts, children } = tuningJobDetails({
      HyperParameterTuningJobName: 'tune',
      HyperParameterTuningJobArn: arn('hyper-parameter-tuning-job/tune'),
      HyperParameterTuningJobStatus: 'InProgress',
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'accuracy' },
        ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 2 },
      },
      CreationTime: at,
      TrainingJobStatusCounters: {
        Completed: 5,
        InProgress: 2,
        RetryableError: 1,
        NonRetryableError: 1,
        Stopped: 0,
      },
      ObjectiveStatusCounters: {},
      BestTrainingJob: tuned,
      OverallBestTrainingJob: { ...tuned, TrainingJobArn: arn('training-job/older') },
      WarmStartConfig: {
        WarmStartType: 'TransferLearning',
        ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName: 'before' }],
      },
    });
    expect(facts).toContainEqual(['Training jobs', '9 of 20: 5 completed, 2 in progress, 2 failed']);
    expect(facts).toContainEqual(['Objective', 'most accuracy']);
    expect(children.map(({ reference, description }) => [reference?.arn, description])).toEqual([
      [arn('training-job/tune-001'), 'tune-001 · loss 0.12346'],
      [arn('training-job/older'), 'older · loss 0.12346'],
      [arn('hyper-parameter-tuning-job/before'), 'before'],
    ]);
  });
});

describe('an AutoML job', () => {
  const candidate = {
    CandidateName: 'c1',
    CandidateStatus: 'Completed' as const,
    ObjectiveStatus: 'Succeeded' as const,
    CreationTime: at,
    LastModifiedTime: at,
    FinalAutoMLJobObjectiveMetric: { MetricName: 'F1' as const, Value: 0.98765432 },
    CandidateSteps: [
      {
        CandidateStepType: 'AWS::SageMaker::TrainingJob' as const,
        CandidateStepArn: arn('training-job/c1-train'),
        CandidateStepName: 'c1-train',
      },
    ],
  };

  it('shows its best candidate, and the others when they are asked for', async () => {
    const details = autoMLJobDetails({
      AutoMLJobName: 'auto',
      AutoMLJobArn: arn('automl-job/auto'),
      AutoMLJobInputDataConfig: [],
      OutputDataConfig: { S3OutputPath: 's3://b/out' },
      RoleArn: 'arn:aws:iam::000000000000:role/r',
      CreationTime: at,
      LastModifiedTime: at,
      AutoMLJobStatus: 'InProgress',
      AutoMLJobSecondaryStatus: 'ModelTuning',
      BestCandidate: candidate,
    });
    expect(details.resource.step).toBe('Model tuning');
    expect(details.facts).toContainEqual(['Best', 'F1 0.98765']);
    expect(details.children[0]).toMatchObject({
      label: 'Best candidate',
      description: 'c1',
      reference: { kind: 'trainingJob', name: 'c1-train' },
    });
    const failed = { ...candidate, CandidateName: 'c2', CandidateSteps: [], CandidateStatus: 'Failed' };
    const { from, asked } = stubSageMaker({
      ListCandidatesForAutoMLJob: { Candidates: [candidate, failed], NextToken: 'next' },
    });
    expect((await details.more?.(from))?.map(({ label, description }) => [label, description])).toEqual([
      ['c1', 'Completed · F1 0.98765'],
      ['c2', 'Failed · F1 0.98765'],
      ['More candidates…', 'the first 2 are shown'],
    ]);
    expect(asked[0]?.input).toMatchObject({ AutoMLJobName: 'auto', MaxResults: 100 });
    expect(autoMLJob.delete).toBeUndefined();
  });
});

describe('training plans', () => {
  const plan = {
    TrainingPlanName: 'plan',
    TrainingPlanArn: arn('training-plan/plan'),
    Status: 'Scheduled' as const,
    StartTime: new Date('2026-12-01T00:00:00Z'),
    EndTime: new Date('2026-12-08T00:00:00Z'),
    TotalInstanceCount: 8,
    UpfrontFee: '1000.00',
    CurrencyCode: 'USD',
    ReservedCapacitySummaries: [
      {
        ReservedCapacityArn: arn('reserved-capacity/rc'),
        InstanceType: 'ml.p5.48xlarge' as const,
        TotalInstanceCount: 8,
        Status: 'Scheduled' as const,
        AvailabilityZone: 'us-east-1a',
      },
    ],
  };
  const { from, asked } = stubSageMaker({
    ListTrainingPlans: { TrainingPlanSummaries: [plan] },
    DescribeTrainingPlan: plan,
    ListTrainingJobs: { TrainingJobSummaries: [] },
  });

  it('are asked for in the operation’s own words', async () => {
    const { items } = await trainingPlan.list(from, { pageSize: 5, status: 'Active', sortBy: 'Name' });
    expect(items).toMatchObject([{ name: 'plan', status: 'Scheduled', note: '8 × ml.p5.48xlarge' }]);
    expect(asked.at(-1)?.input).toMatchObject({
      SortBy: 'TrainingPlanName',
      SortOrder: 'Descending',
      Filters: [{ Name: 'Status', Value: 'Active' }],
    });
    await trainingPlan.list(from, { pageSize: 5 });
    expect(asked.at(-1)?.input).toMatchObject({ SortBy: 'StartTime', Filters: undefined });
  });

  it('say what was bought, for when, and which jobs use it', async () => {
    const [item] = (await trainingPlan.list(from, { pageSize: 5 })).items;
    if (!item) throw new Error('There is no plan.');
    const { facts, children } = await trainingPlan.describe(from, item);
    expect(facts).toContainEqual(['From', '2026-12-01 00:00 UTC to 2026-12-08 00:00 UTC']);
    expect(facts).toContainEqual(['Paid upfront', '1000.00 USD']);
    expect(children.map(({ label, description }) => [label, description])).toEqual([
      ['8 × ml.p5.48xlarge', 'Scheduled · us-east-1a'],
    ]);
    await trainingJob.list(from, { pageSize: 5, within: item });
    expect(asked.at(-1)?.input).toMatchObject({ TrainingPlanArnEquals: plan.TrainingPlanArn });
  });
});

describe('model customization jobs', () => {
  it('are asked for with the category that their ARN names', async () => {
    const { from, asked } = stubSageMaker({ StopJob: {} });
    const job = { kind: 'job', name: 'eval', arn: arn('job/AgentRFTEvaluation/eval') } as const;
    await customizationJob.stop?.(from, job);
    expect(asked[0]?.input).toEqual({ JobName: 'eval', JobCategory: 'AgentRFTEvaluation' });
  });
});
