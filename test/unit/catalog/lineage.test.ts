import { describe, expect, it } from 'vitest';
import { relatedText } from '../../../src/catalog/lineage/lineage.ts';
import { stated } from '../../../src/catalog/lineage/stated.ts';
import { concurrently } from '../../../src/catalog/concurrently.ts';

const prefix = 'arn:aws:sagemaker:eu-west-1:123456789012:';

describe('what a description says of its lineage', () => {
  it('of a training job: where it came from, its data, its model', () => {
    const of = { kind: 'trainingJob', name: 'j', arn: `${prefix}training-job/j` } as const;
    const answer = {
      TrainingJobName: 'j',
      TrainingJobArn: of.arn,
      TuningJobArn: `${prefix}hyper-parameter-tuning-job/t`,
      InputDataConfig: [
        { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://b/data/' } } },
        { ChannelName: 'test', DataSource: { S3DataSource: { S3Uri: 's3://b/test/' } } },
      ],
      OutputDataConfig: { S3OutputPath: 's3://b/out' },
      ModelArtifacts: { S3ModelArtifacts: 's3://b/out/j/output/model.tar.gz' },
      ExperimentConfig: { TrialName: 'trial' },
      RoleArn: 'arn:aws:iam::123456789012:role/r',
      CreationTime: new Date(),
      LastModifiedBy: { UserProfileArn: `${prefix}user-profile/d/ann` },
    };
    expect(stated(answer, of).map(relatedText)).toEqual([
      'made by tuning job t',
      'uses data "train" s3://b/data/',
      'uses data "test" s3://b/test/',
      'made output data s3://b/out',
      'made model artifacts s3://b/out/j/output/model.tar.gz',
      'used by trial trial',
    ]);
  });

  it('of a trial component and of a processing job', () => {
    const of = { kind: 'trialComponent', name: 'c', arn: `${prefix}experiment-trial-component/c` } as const;
    const component = {
      Source: { SourceArn: `${prefix}training-job/j`, SourceType: 'SageMakerTrainingJob' },
      InputArtifacts: { train: { Value: 's3://b/data/' } },
      OutputArtifacts: { 'SageMaker.ModelArtifact': { Value: 's3://b/model.tar.gz' } },
    };
    expect(stated(component, of).map(({ role }) => role)).toEqual(['made by', 'uses', 'made']);
    const job = { kind: 'processingJob', name: 'p', arn: `${prefix}processing-job/p` } as const;
    const processing = {
      MonitoringScheduleArn: `${prefix}monitoring-schedule/m`,
      ProcessingInputs: [{ InputName: 'in', S3Input: { S3Uri: 's3://b/in' } }],
      ProcessingOutputConfig: { Outputs: [{ OutputName: 'report', S3Output: { S3Uri: 's3://b/report' } }] },
    };
    expect(stated(processing, job).map(({ role }) => role)).toEqual(['made by', 'uses', 'made']);
  });
});

describe('a few at a time', () => {
  it('keeps the order, and never does more at once than it may', async () => {
    let running = 0;
    let most = 0;
    const answers = await concurrently([5, 1, 4, 2, 3], 2, async (wait) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((wake) => setTimeout(wake, wait));
      running -= 1;
      return wait * 10;
    });
    expect(answers).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const act = async (item: number) => {
      begun.push(item);
      await new Promise((wake) => setTimeout(wake, 1));
      if (item === 1) throw new Error('no');
    };
    await expect(concurrently([1, 2, 3, 4], 2, act)).rejects.toThrow('no');
    await new Promise((wake) => setTimeout(wake, 10));
    expect(begun).toEqual([1, 2]);
  });
});
