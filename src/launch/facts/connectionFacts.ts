import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { readInstances } from '../../catalog/prices/instances.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Defaults } from '../../connection/defaults/defaults.ts';
import type { Choice } from '../../messages/launch.ts';
import type { InstanceFacts } from '../../messages/launchInstances.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { LaunchFacts, SpotJob } from '../spec/launchFacts.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { uploadBucket } from '../uploads/planUploads.ts';
import { checkReachable } from './checkReachable.ts';
import { detectFramework } from './detectFramework.ts';
import { imageChoices } from './imageChoices.ts';
import { readImageData } from './imageData.ts';
import type { InstanceTable } from './instanceTable.ts';
import { roleChoices } from './roleChoices.ts';
import { lastSpotJobs } from './spotJobs.ts';

export interface ConnectionFactsParts {
  readonly connection: Connection;
  readonly table: InstanceTable;
  /** `media/data/images.json`. */
  readonly imagesFile: string;
  /** `media/data/instances.json`. */
  readonly instancesFile: string;
  /** Of `config.yaml`. */
  readonly defaults: Defaults | undefined;
  /** Of earlier launches at this connection, the last first. */
  readonly recent: () => { readonly images: readonly string[]; readonly roles: readonly string[] };
}

/** What a launch's draft asks that the connection tells: images, roles, instances, spot jobs and what may be reached. */
export class ConnectionFacts implements Pick<
  LaunchFacts,
  'images' | 'roles' | 'instances' | 'spotJobs' | 'problems'
> {
  readonly #parts: ConnectionFactsParts;

  constructor(parts: ConnectionFactsParts) {
    this.#parts = parts;
  }

  async images(
    spec: LaunchSpec,
    reading: ScriptReading | undefined,
    signal: AbortSignal,
  ): Promise<readonly Choice[]> {
    const { connection, imagesFile, instancesFile, recent } = this.#parts;
    const config = spec.request.ResourceConfig;
    const type = config?.InstanceType ?? config?.InstanceGroups?.[0]?.InstanceType;
    const [data, instances, detected] = await Promise.all([
      readImageData(imagesFile),
      readInstances(instancesFile),
      spec.sourceFolder === '' ? undefined : detectFramework(spec.sourceFolder, reading?.frameworks ?? []),
    ]);
    const instance = instances.find(({ instanceType }) => instanceType === type);
    return imageChoices(connection, { data, detected, instance, recent: recent().images }, signal);
  }

  roles(signal: AbortSignal): Promise<readonly Choice[]> {
    const { connection, defaults, recent } = this.#parts;
    const defaultRole = defaults?.training.roleArn;
    return roleChoices(connection, { defaultRole, recent: recent().roles }, signal);
  }

  instances(types: readonly string[], signal: AbortSignal): Promise<InstanceFacts> {
    return this.#parts.table.facts(this.#parts.connection, signal, types);
  }

  async spotJobs(signal: AbortSignal): Promise<readonly SpotJob[]> {
    const { connection } = this.#parts;
    return connection.billed ? lastSpotJobs(connection, signal) : [];
  }

  async problems(request: CreateTrainingJobRequest, signal: AbortSignal): Promise<readonly Problem[]> {
    const { connection, defaults, table } = this.#parts;
    const { bucket } = await uploadBucket(connection, defaults);
    return checkReachable(connection, request, { table, ownBucket: bucket }, signal);
  }
}
