import { randomBytes } from 'node:crypto';
import { processRuntime } from '../jobs/images.ts';
import { isJsonObject, number, object, objects, text, type JsonObject } from '../json.ts';
import { type ResourceStore } from '../resources/resourceStore.ts';
import { clientError } from './hostingError.ts';

/** Where a model's files come from: a gzip-compressed tar, one object, or every object under a prefix. */
export interface ModelData extends JsonObject {
  uri: string;
  form: 'TarGzip' | 'Object' | 'Prefix';
}

/** One production variant, kept in the endpoint's document: fixed when its deployment began: later changes of its model or configuration do not reach it. */
export interface VariantPlan extends JsonObject {
  name: string;
  modelName: string;
  image: string;
  environment: Record<string, string>;
  modelData?: ModelData;
  /** Like `i-0123456789abcdef0`; names the log stream. */
  instanceId: string;
  instanceCount: number;
  weight: number;
  serverless?: JsonObject;
  /** How long the model server may take to answer its first ping, seconds. */
  startupSeconds: number;
}

/** What one endpoint configuration runs. */
export interface DeploymentPlan extends JsonObject {
  /** Names the deployment's folder: two deployments are there at once during an update. */
  id: string;
  configName: string;
  variants: VariantPlan[];
}

const STARTUP_SECONDS = 240;

function modelDataOf(container: JsonObject): ModelData | undefined {
  const source = object(object(container, 'ModelDataSource'), 'S3DataSource');
  const uri = text(source, 'S3Uri');
  if (source && uri !== undefined) {
    if (text(source, 'CompressionType') === 'Gzip') return { uri, form: 'TarGzip' };
    return { uri, form: text(source, 'S3DataType') === 'S3Object' ? 'Object' : 'Prefix' };
  }
  const url = text(container, 'ModelDataUrl');
  return url === undefined ? undefined : { uri: url, form: 'TarGzip' };
}

/** The one container of a model. @throws HostingError for what does not run on this machine. */
function containerOf(model: JsonObject, modelName: string): JsonObject & { Image: string } {
  const containers = objects(model, 'Containers');
  const container = object(model, 'PrimaryContainer') ?? containers[0];
  if (!container) throw clientError(`The model ${modelName} has no container.`);
  if (containers.length > 1) {
    throw clientError(
      `The model ${modelName} is an inference pipeline of ${containers.length} containers; the local engine serves models of one container.`,
    );
  }
  if (text(container, 'Mode') === 'MultiModel') {
    throw clientError(
      `The model ${modelName} is a multi-model container; the local engine serves single models.`,
    );
  }
  const runtime = processRuntime(text(container, 'Image'));
  if (!runtime.supported) throw clientError(runtime.reason);
  return { ...container, Image: text(container, 'Image') ?? '' };
}

function environmentOf(container: JsonObject): Record<string, string> {
  const entries = Object.entries(object(container, 'Environment') ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function planVariant(variant: JsonObject, region: string, resources: ResourceStore): VariantPlan {
  const name = text(variant, 'VariantName') ?? '';
  const modelName = text(variant, 'ModelName');
  if (modelName === undefined) {
    throw clientError(
      `The variant ${name} names no model; the local engine does not serve inference components.`,
    );
  }
  const model = resources.get({ kind: 'Model', region, name: modelName });
  if (!model) throw clientError(`Could not find the model ${modelName} of variant ${name}.`);
  const container = containerOf(model.document, modelName);
  const modelData = modelDataOf(container);
  const serverless = variant['ServerlessConfig'];
  return {
    name,
    modelName,
    image: container.Image,
    environment: environmentOf(container),
    ...(modelData && { modelData }),
    instanceId: `i-0${randomBytes(8).toString('hex')}`,
    instanceCount: number(variant, 'InitialInstanceCount') ?? 1,
    weight: number(variant, 'InitialVariantWeight') ?? 1,
    ...(isJsonObject(serverless) && { serverless }),
    startupSeconds: number(variant, 'ContainerStartupHealthCheckTimeoutInSeconds') ?? STARTUP_SECONDS,
  };
}

/**
 * Reads an endpoint configuration and its models.
 * @throws HostingError when the configuration or a model is gone, or asks for what does not run on this machine.
 */
export function planDeployment(region: string, configName: string, resources: ResourceStore): DeploymentPlan {
  const config = resources.get({ kind: 'EndpointConfig', region, name: configName });
  if (!config) throw clientError(`Could not find the endpoint configuration ${configName}.`);
  return {
    id: randomBytes(4).toString('hex'),
    configName,
    variants: objects(config.document, 'ProductionVariants').map((v) => planVariant(v, region, resources)),
  };
}
