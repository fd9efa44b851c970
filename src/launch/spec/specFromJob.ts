import type { NormalizedSchema } from '@smithy/core/schema';
import type { DescribeTrainingJobResponse, Tag } from '@aws-sdk/client-sagemaker';
import { membersOf } from '../../analysis/shapes/members.ts';
import { codeChannel, codeChannelArchive } from './createTrainingJobRequest.ts';
import { distributionHyperparameters, readDistribution } from './distribution.ts';
import { hyperparameterValue } from './hyperparameterText.ts';
import { fieldsOf, isFields, plainJson, sameJson, textOf } from './json.ts';
import type { LaunchShapes } from './launchShapes.ts';
import type { HyperparameterValue, LaunchSpec, RequestPart } from './launchSpec.ts';
import { withValueAt } from './paths.ts';
import { readChannel } from './requestChannels.ts';

/** The launch makes these anew. */
const madeAnew = [
  'sagemaker_program',
  'sagemaker_submit_directory',
  'sagemaker_region',
  'sagemaker_job_name',
];
/** A tuning job has put it there. */
const ofTuning = '_tuning_objective_metric';
const switchedOffByDefault = [
  'EnableNetworkIsolation',
  'EnableInterContainerTrafficEncryption',
  'EnableManagedSpotTraining',
] as const;

/** What DescribeTrainingJob does not tell of a job. */
export interface JobExtras {
  /** The folder whose files it ran, when that is known: the clone then sends it as it is now. */
  readonly sourceFolder?: string;
  readonly tags?: readonly Tag[];
}

/**
 * The spec of a past job: launching it runs the same again. Its source is its archive in S3 unless the folder is known.
 */
export function specFromJob(
  job: DescribeTrainingJobResponse,
  shapes: LaunchShapes,
  { sourceFolder = '', tags = [] }: JobExtras = {},
): LaunchSpec {
  const { [ofTuning]: _metric, ...texts } = job.HyperParameters ?? {};
  const script = sourceFolder === '' && sourceUriOf(job) === undefined ? '' : programIn(texts);
  const { distribution, others } = distributionOf(job, valuesOf(texts, script !== ''));
  const sourceUri = sourceFolder === '' && script !== '' ? sourceUriOf(job) : undefined;
  const channels = (job.InputDataConfig ?? []).filter(
    (channel) => script === '' || !carriesSource(job, channel.ChannelName),
  );
  return {
    sourceFolder: script === '' ? '' : sourceFolder,
    script,
    ...(sourceUri !== undefined && { sourceUri }),
    hyperparameters: script === '' ? others : withoutMadeAnew(others),
    ...(Object.keys(texts).length > 0 && { hyperparameterTexts: texts }),
    channels: plainJson(channels).map((channel) => readChannel(channel)),
    request: requestOf(job, shapes, script, tags),
    fallbackInstanceTypes: [],
    ...(distribution && { distribution }),
    ...(job.TrainingJobName !== undefined && { baseJobName: baseOf(job.TrainingJobName) }),
  };
}

/** The job's distribution; none where it would be made of other hyperparameters than the job's: they then stay as they are. */
function distributionOf(
  { ResourceConfig }: DescribeTrainingJobResponse,
  values: Readonly<Record<string, HyperparameterValue>>,
): ReturnType<typeof readDistribution> {
  const { distribution, others } = readDistribution(values);
  if (!distribution) return { distribution, others };
  const again = { ...others, ...distributionHyperparameters(distribution, ResourceConfig?.InstanceType) };
  return sameJson(again, values) ? { distribution, others } : { distribution: undefined, others: values };
}

function requestOf(
  job: DescribeTrainingJobResponse,
  { schema }: LaunchShapes,
  script: string,
  tags: readonly Tag[],
): RequestPart {
  // Times and what is undefined are not in a request anyway.
  const {
    TrainingJobName: _name,
    HyperParameters: _values,
    InputDataConfig: _channels,
    ...own
  } = fieldsOf(onlyKnown(schema, plainJson({ ...job })));
  let request: unknown = own;
  for (const name of ['SelectedInstanceType', 'SelectedInstanceCount'])
    request = withValueAt(request, ['ResourceConfig', name], undefined);
  for (const name of switchedOffByDefault)
    if (job[name] === false) request = withValueAt(request, [name], undefined);
  // SageMaker fills in the metrics of its algorithms, and refuses a request that says them.
  if (script === '' && isOthersImage(job))
    request = withValueAt(request, ['AlgorithmSpecification', 'MetricDefinitions'], undefined);
  // Tags that AWS has put there, only AWS may put.
  const ownTags = tags.filter(({ Key = '' }) => !Key.toLowerCase().startsWith('aws:'));
  return { ...fieldsOf(request), ...(ownTags.length > 0 && { Tags: ownTags }) };
}

/** A value with only those members that its schema has. */
function onlyKnown(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isListSchema() && Array.isArray(value))
    return value.map((item: unknown) => onlyKnown(schema.getValueSchema(), item));
  if (!schema.isStructSchema() || !isFields(value)) return value;
  const members = membersOf(schema);
  const known = Object.entries(value).flatMap(([name, member]) => {
    const of = members.get(name);
    return of && member !== null ? [[name, onlyKnown(of, member)] as const] : [];
  });
  return Object.fromEntries(known);
}

function valuesOf(
  texts: Readonly<Record<string, string>>,
  forScript: boolean,
): Record<string, HyperparameterValue> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, hyperparameterValue(text, forScript)]),
  );
}

function withoutMadeAnew(values: LaunchSpec['hyperparameters']): LaunchSpec['hyperparameters'] {
  const isKept = ([name, value]: [string, HyperparameterValue]): boolean =>
    !madeAnew.includes(name) && !(name === 'sagemaker_container_log_level' && value === 20);
  return Object.fromEntries(Object.entries(values).filter(isKept));
}

function programIn(texts: Readonly<Record<string, string>>): string {
  return textOf(hyperparameterValue(texts['sagemaker_program'] ?? '', true)) ?? '';
}

/** Where the job's source is in S3; undefined where its image or algorithm brought its own. */
export function sourceUriOf(job: DescribeTrainingJobResponse): string | undefined {
  const given = hyperparameterValue(job.HyperParameters?.['sagemaker_submit_directory'] ?? '', true);
  if (given === codeChannelArchive) {
    const channel = job.InputDataConfig?.find(({ ChannelName }) => ChannelName === codeChannel);
    return channel?.DataSource?.S3DataSource?.S3Uri;
  }
  return typeof given === 'string' && given.startsWith('s3://') ? given : undefined;
}

function carriesSource(job: DescribeTrainingJobResponse, channel: string | undefined): boolean {
  const at = hyperparameterValue(job.HyperParameters?.['sagemaker_submit_directory'] ?? '', true);
  return channel === codeChannel && at === codeChannelArchive;
}

/** Whether the image is in another account's registry than the job. */
function isOthersImage(job: DescribeTrainingJobResponse): boolean {
  const registry = /^(\d{12})\.dkr\.ecr\./.exec(job.AlgorithmSpecification?.TrainingImage ?? '')?.[1];
  return registry !== undefined && registry !== job.TrainingJobArn?.split(':')[4];
}

/** A job's name without the time that a launch, or the Python SDK, has put behind it. */
function baseOf(jobName: string): string {
  return jobName.replace(/-(?:\d{4}-\d{6}-\d{3}|\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}-\d{3})$/, '');
}
