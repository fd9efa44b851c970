import { number, object, objects, text, type JsonObject } from '../json.ts';
import { parseS3Uri } from '../store/objectStore.ts';
import { compileMetric, metricDefinitions } from './metrics.ts';

function metricComplaint(request: JsonObject): string | undefined {
  for (const { name, regex } of metricDefinitions(request)) {
    try {
      compileMetric(regex);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return `The regular expression "${regex}" of the metric definition "${name}" is not valid: ${why}`;
    }
  }
  return undefined;
}

function channelComplaint(request: JsonObject): string | undefined {
  const seen = new Set<string>();
  for (const channel of objects(request, 'InputDataConfig')) {
    const name = text(channel, 'ChannelName') ?? '';
    if (seen.has(name)) return `Channel names must be unique, "${name}" is there twice.`;
    seen.add(name);
    const s3 = object(object(channel, 'DataSource'), 'S3DataSource');
    const uri = text(s3, 'S3Uri');
    if (uri !== undefined && !parseS3Uri(uri))
      return `The S3 URI "${uri}" of channel "${name}" is not valid.`;
  }
  return undefined;
}

function resourceComplaint(request: JsonObject): string | undefined {
  const resources = object(request, 'ResourceConfig');
  const groups = objects(resources, 'InstanceGroups');
  if (groups.length === 0 && text(resources, 'InstanceType') === undefined) {
    return 'ResourceConfig must have either InstanceType and InstanceCount or InstanceGroups.';
  }
  if (groups.length > 0 && text(resources, 'InstanceType') !== undefined) {
    return 'ResourceConfig must not have both InstanceType and InstanceGroups.';
  }
  return undefined;
}

function spotComplaint(request: JsonObject): string | undefined {
  const condition = object(request, 'StoppingCondition');
  const wait = number(condition, 'MaxWaitTimeInSeconds');
  if (request['EnableManagedSpotTraining'] !== true) {
    return wait === undefined
      ? undefined
      : 'MaxWaitTimeInSeconds is for managed spot training, which is not enabled.';
  }
  if (wait === undefined) return 'Managed spot training needs StoppingCondition.MaxWaitTimeInSeconds.';
  const run = number(condition, 'MaxRuntimeInSeconds') ?? 86_400;
  return wait < run ? `MaxWaitTimeInSeconds ${wait} is less than MaxRuntimeInSeconds ${run}.` : undefined;
}

/**
 * What CreateTrainingJob refuses beyond shapes, patterns and enumerations.
 * @param request the request in wire form.
 * @returns the complaint for a `ValidationException`, or `undefined` when there is none.
 */
export function validateTraining(request: JsonObject): string | undefined {
  const specification = object(request, 'AlgorithmSpecification');
  const image = text(specification, 'TrainingImage');
  if ((image === undefined) === (text(specification, 'AlgorithmName') === undefined)) {
    return 'AlgorithmSpecification must have exactly one of TrainingImage and AlgorithmName.';
  }
  const output = text(object(request, 'OutputDataConfig'), 'S3OutputPath') ?? '';
  if (!parseS3Uri(output)) return `The S3 URI "${output}" of OutputDataConfig.S3OutputPath is not valid.`;
  const checkpoints = text(object(request, 'CheckpointConfig'), 'S3Uri');
  if (checkpoints !== undefined && !parseS3Uri(checkpoints)) {
    return `The S3 URI "${checkpoints}" of CheckpointConfig.S3Uri is not valid.`;
  }
  return (
    metricComplaint(request) ??
    channelComplaint(request) ??
    resourceComplaint(request) ??
    spotComplaint(request)
  );
}
