import type {
  AlgorithmSpecification,
  Channel,
  CreateTrainingJobRequest,
  OutputDataConfig,
  S3DataSource,
} from '@aws-sdk/client-sagemaker';
import { distributionHyperparameters } from './distribution.ts';
import { hyperparameterTexts } from './hyperparameterText.ts';
import { fieldsOf, isFields, plainJson, textOf } from './json.ts';
import type { LaunchPlaces } from './launchPlaces.ts';
import type { ChannelSpec, HyperparameterValue, LaunchSpec } from './launchSpec.ts';

/** The channel that carries the source into a container without a network, and where it finds it: as the Python SDK has it. */
export const codeChannel = 'code';
export const codeChannelArchive = `/opt/ml/input/data/${codeChannel}/sourcedir.tar.gz`;

/** What the training toolkit logs from: Python's `logging.INFO`. */
const logLevel = 20;

/** A request whose types nobody has checked: what was typed stands in it. */
export type DraftRequest = Partial<CreateTrainingJobRequest>;

/** The entry point as it is sent: a notebook is sent as a script. */
export function programOf(script: string): string {
  return script.replace(/\.ipynb$/i, '.py');
}

/**
 * The exact request of a launch whose files are, or will be, at these places. Everything of `spec.request` is in it; what it
 * does not say and AWS demands is filled in: input mode and output path.
 */
export function createTrainingJobRequest(
  spec: LaunchSpec,
  places: LaunchPlaces,
  jobName: string,
): CreateTrainingJobRequest {
  const { AlgorithmSpecification, OutputDataConfig, ResourceConfig, StoppingCondition, ...others } =
    spec.request;
  const isolated = others.EnableNetworkIsolation === true && hasSource(spec);
  const channels = spec.channels.map((channel) => toChannel(channel, places));
  if (isolated) channels.push(sourceChannel(sourceUriOf(spec, places)));
  const hyperparameters = allHyperparameters(spec, places, jobName, isolated);
  const request: DraftRequest = {
    TrainingJobName: jobName,
    ...(others.RoleArn !== undefined && { RoleArn: others.RoleArn }),
    ...(AlgorithmSpecification !== undefined && {
      AlgorithmSpecification: withInputMode(AlgorithmSpecification),
    }),
    ...(Object.keys(hyperparameters).length > 0 && { HyperParameters: hyperparameters }),
    ...(channels.length > 0 && { InputDataConfig: channels }),
    OutputDataConfig: withOutput(OutputDataConfig, places.outputUri),
    ...(ResourceConfig && { ResourceConfig }),
    ...(StoppingCondition && { StoppingCondition }),
    ...others,
  };
  // Whether anything that AWS demands is missing, `checkRequest` says: at its field, and before anything is sent.
  return plainJson({ ...request, TrainingJobName: jobName }) as CreateTrainingJobRequest;
}

/** What was typed may be of any type; the check says so at its field. */
function withInputMode(given: AlgorithmSpecification): AlgorithmSpecification {
  return isFields(given) ? { ...given, TrainingInputMode: given.TrainingInputMode ?? 'File' } : given;
}

function withOutput(given: OutputDataConfig | undefined, uri: string): OutputDataConfig {
  if (given !== undefined && !isFields(given)) return given;
  return { ...given, S3OutputPath: given?.S3OutputPath ?? uri };
}

function hasSource(spec: LaunchSpec): boolean {
  return spec.script !== '' && (spec.sourceFolder !== '' || spec.sourceUri !== undefined);
}

function sourceUriOf(spec: LaunchSpec, places: LaunchPlaces): string {
  return spec.sourceFolder === '' ? (spec.sourceUri ?? places.sourceUri) : places.sourceUri;
}

function allHyperparameters(spec: LaunchSpec, places: LaunchPlaces, jobName: string, isolated: boolean) {
  const { hyperparameterTexts: written = {} } = spec;
  // The source is where it was: a clone says no more of it than its job did.
  const isNew = (name: string): boolean => spec.sourceFolder !== '' || name in written || isEmpty(written);
  const values: Record<string, HyperparameterValue> = {
    ...spec.hyperparameters,
    ...(spec.distribution &&
      distributionHyperparameters(
        spec.distribution,
        textOf(fieldsOf(spec.request.ResourceConfig)['InstanceType']),
      )),
    ...(hasSource(spec) && {
      sagemaker_program: programOf(spec.script),
      sagemaker_submit_directory: isolated ? codeChannelArchive : sourceUriOf(spec, places),
      ...(isNew('sagemaker_region') && { sagemaker_region: places.region }),
      ...(isNew('sagemaker_container_log_level') && {
        sagemaker_container_log_level: spec.hyperparameters['sagemaker_container_log_level'] ?? logLevel,
      }),
      ...(isNew('sagemaker_job_name') && { sagemaker_job_name: jobName }),
    }),
  };
  return hyperparameterTexts(values, spec.script !== '', written);
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

/** A channel as AWS takes it. */
export function toChannel(channel: ChannelSpec, places: Pick<LaunchPlaces, 'channelUri'>): Channel {
  const { name, source, options } = channel;
  const DataSource =
    'dataSource' in source ? source.dataSource : { S3DataSource: uploaded(channel, places.channelUri(name)) };
  return { ChannelName: name, DataSource, ...options };
}

function uploaded({ s3Options, distribution }: ChannelSpec, uri: string): S3DataSource {
  return {
    S3DataType: 'S3Prefix',
    ...s3Options,
    S3Uri: uri,
    S3DataDistributionType: distribution ?? 'FullyReplicated',
  };
}

function sourceChannel(uri: string): Channel {
  const S3DataSource = {
    S3DataType: 'S3Prefix',
    S3Uri: uri,
    S3DataDistributionType: 'FullyReplicated',
  } as const;
  return { ChannelName: codeChannel, DataSource: { S3DataSource } };
}
