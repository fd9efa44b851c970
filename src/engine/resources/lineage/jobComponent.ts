import { number, object, objects, text, type Json, type JsonObject } from '../../json.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';

/** AWS's name for the trial component of a training job. */
export function componentName(job: ResourceRecord): string {
  return `${job.name}-aws-training-job`;
}

/** A job's status as a trial component's, `undefined` where it has none. */
export function primaryStatus({ document }: ResourceRecord): string | undefined {
  const status = text(document, 'TrainingJobStatus');
  return status === 'Deleting' ? undefined : status;
}

/** A training job's input: channel → its data in S3. */
export function inputs(job: ResourceRecord): { channel: string; uri: string; type: string | undefined }[] {
  return objects(job.document, 'InputDataConfig').flatMap((channel) => {
    const uri = text(object(object(channel, 'DataSource'), 'S3DataSource'), 'S3Uri');
    const name = text(channel, 'ChannelName') ?? '';
    return uri === undefined ? [] : [{ channel: name, uri, type: text(channel, 'ContentType') }];
  });
}

export function trainingImage(job: ResourceRecord): string | undefined {
  return text(object(job.document, 'AlgorithmSpecification'), 'TrainingImage');
}

export function modelArtifacts(job: ResourceRecord): string | undefined {
  return text(object(job.document, 'ModelArtifacts'), 'S3ModelArtifacts');
}

function parameter(value: Json | undefined): JsonObject {
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  const read = words.trim() === '' ? NaN : Number(words);
  return Number.isFinite(read) ? { NumberValue: read } : { StringValue: words };
}

function parameters({ document }: ResourceRecord): JsonObject {
  const resources = object(document, 'ResourceConfig');
  const told = [
    ...Object.entries(object(document, 'HyperParameters') ?? {}),
    ['SageMaker.InstanceType', resources?.['InstanceType']] as const,
    ['SageMaker.InstanceCount', resources?.['InstanceCount']] as const,
    ['SageMaker.VolumeSizeInGB', resources?.['VolumeSizeInGB']] as const,
  ];
  const given = told.filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, parameter(value)]));
}

/** What a trial component says of its job from the start. */
export function begun(job: ResourceRecord): JsonObject {
  const experiment = object(job.document, 'ExperimentConfig');
  const image = trainingImage(job);
  return {
    TrialComponentName: componentName(job),
    DisplayName: text(experiment, 'TrialComponentDisplayName') ?? componentName(job),
    Source: { SourceArn: job.arn, SourceType: 'SageMakerTrainingJob' },
    StartTime: epochSeconds(job.createdAt),
    Parameters: parameters(job),
    InputArtifacts: {
      ...(image === undefined ? {} : { 'SageMaker.ImageUri': { Value: image } }),
      ...Object.fromEntries(
        inputs(job).map(({ channel, uri, type }) => [channel, { MediaType: type, Value: uri }]),
      ),
    },
    ...(experiment?.['RunName'] === undefined ? {} : { RunName: experiment['RunName'] }),
  };
}

/** What it says with each change of the job's status. */
export function moved(job: ResourceRecord, status: string): JsonObject {
  const ended = number(job.document, 'TrainingEndTime');
  const model = modelArtifacts(job);
  const metrics = objects(job.document, 'FinalMetricDataList').map((metric) => ({
    MetricName: metric['MetricName'],
    SourceArn: job.arn,
    TimeStamp: metric['Timestamp'],
    Last: metric['Value'],
  }));
  return {
    Status: { PrimaryStatus: status, Message: text(job.document, 'FailureReason') },
    ...(ended === undefined ? {} : { EndTime: ended }),
    ...(metrics.length > 0 ? { Metrics: metrics } : {}),
    ...(status === 'Completed' && model !== undefined
      ? { OutputArtifacts: { 'SageMaker.ModelArtifact': { Value: model } } }
      : {}),
  };
}
