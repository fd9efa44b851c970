import type { CreateTrainingJobRequest, MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import type { Defaults } from '../../connection/defaults/defaults.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import type { ConnectionFacts } from '../facts/connectionFacts.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { LaunchFacts, LaunchPlace } from '../spec/launchFacts.ts';
import type { FoundPlaces } from '../spec/launchPlaces.ts';
import type { ChannelSpec, LaunchSpec } from '../spec/launchSpec.ts';
import { UploadFacts } from '../uploads/uploadFacts.ts';
import { DiskFacts } from './diskFacts.ts';
import { metricPreview } from './metricPreview.ts';

/** A launch's facts as this window finds them: on the disk, and through one connection. */
export class PageFacts extends DiskFacts implements LaunchFacts {
  readonly #parts: LaunchParts;
  readonly #connection: Connection;
  readonly #market: ConnectionFacts;
  readonly #uploads: UploadFacts;
  readonly place: LaunchPlace;

  constructor(parts: LaunchParts, connection: Connection, defaults: Defaults) {
    super(parts.scripts);
    this.#parts = parts;
    this.#connection = connection;
    this.#market = parts.market.facts(connection, defaults);
    this.#uploads = new UploadFacts(connection, parts.store, defaults);
    const { label, billed, region } = connection;
    this.place = { label, billed, region };
  }

  channelNote(channel: ChannelSpec, signal: AbortSignal): Promise<string> {
    return this.#uploads.channelNote(channel, signal);
  }

  places(spec: LaunchSpec, signal: AbortSignal): Promise<FoundPlaces> {
    return this.#uploads.places(spec, signal);
  }

  images(spec: LaunchSpec, reading: ScriptReading | undefined, signal: AbortSignal) {
    return this.#market.images(spec, reading, signal);
  }

  roles(signal: AbortSignal) {
    return this.#market.roles(signal);
  }

  instances(types: readonly string[], signal: AbortSignal) {
    return this.#market.instances(types, signal);
  }

  spotJobs(signal: AbortSignal) {
    return this.#market.spotJobs(signal);
  }

  metricPreview(
    script: string,
    definitions: readonly MetricDefinition[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const own = this.#parts.history.at(this.#connection.key);
    const last = own.find(({ spec }) => spec.script === script) ?? own[0];
    if (!last || definitions.length === 0) return Promise.resolve([]);
    return metricPreview(this.#connection, last.jobName, definitions, signal);
  }

  async isTaken(jobName: string, signal: AbortSignal): Promise<boolean> {
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await this.#connection.sagemaker();
    try {
      await client.send(new DescribeTrainingJobCommand({ TrainingJobName: jobName }), {
        abortSignal: signal,
      });
      return true;
    } catch (error) {
      // SageMaker answers so for a job that it does not know, and for a name that none can have.
      if (error instanceof Error && ['ValidationException', 'ResourceNotFound'].includes(error.name))
        return false;
      throw error;
    }
  }

  problems(request: CreateTrainingJobRequest, signal: AbortSignal): Promise<readonly Problem[]> {
    return this.#market.problems(request, signal);
  }
}
