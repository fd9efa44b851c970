import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { object, text, type JsonObject } from '../json.ts';
import { parseS3Uri, type ObjectStore } from '../store/objectStore.ts';
import { containerPath, pathBelow, type HostFolder } from './folders.ts';
import { JobFailure } from './jobFailure.ts';
import { copyToFile, objectsBelow } from './objectCopy.ts';
import { entriesBelow } from './pack.ts';

const DEFAULT_PATH = '/opt/ml/checkpoints';

/** A job's checkpoints: two-way between `CheckpointConfig.S3Uri` and each host's folder, uncompressed. */
export class Checkpoints {
  readonly #store: ObjectStore;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #path: string;
  /** Size and time of what S3 has, by host's file path: only what changed is sent. */
  readonly #sent = new Map<string, string>();

  private constructor(store: ObjectStore, bucket: string, prefix: string, path: string) {
    this.#store = store;
    this.#bucket = bucket;
    this.#prefix = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    this.#path = path;
  }

  /** `undefined` when the request has no `CheckpointConfig`. @throws JobFailure when it cannot be followed. */
  static of(store: ObjectStore, request: JsonObject): Checkpoints | undefined {
    const config = object(request, 'CheckpointConfig');
    if (!config) return undefined;
    const uri = text(config, 'S3Uri') ?? '';
    const location = parseS3Uri(uri);
    if (!location) throw new JobFailure('ClientError', `CheckpointConfig.S3Uri "${uri}" is no S3 URI.`);
    return new Checkpoints(store, location.bucket, location.key, text(config, 'LocalPath') ?? DEFAULT_PATH);
  }

  /** Where this host has its checkpoints. @throws JobFailure for a `LocalPath` that is not below `/opt/ml`. */
  folder(host: HostFolder): string {
    const path = containerPath(host, this.#path);
    if (path !== undefined) return path;
    throw new JobFailure(
      'ClientError',
      `CheckpointConfig.LocalPath "${this.#path}" is not below /opt/ml; on this machine it has to be.`,
    );
  }

  /** Copies what S3 has into a host's folder. */
  async restore(host: HostFolder, signal: AbortSignal): Promise<void> {
    const folder = this.folder(host);
    for (const { bucket, key } of objectsBelow(this.#store, this.#bucket, this.#prefix)) {
      const path = key.endsWith('/') ? undefined : pathBelow(folder, key.slice(this.#prefix.length));
      if (path !== undefined) await copyToFile(this.#store, { bucket, key }, path, { signal });
    }
    for await (const entry of entriesBelow(folder)) {
      this.#sent.set(join(folder, entry.name), `${entry.size} ${entry.modifiedAt}`);
    }
  }

  /** Copies what changed in a host's folder to S3. */
  async save(host: HostFolder): Promise<void> {
    const folder = this.folder(host);
    for await (const { kind, name, path, size, modifiedAt } of entriesBelow(folder)) {
      const state = `${size} ${modifiedAt}`;
      if (kind !== 'file' || this.#sent.get(path) === state) continue;
      await this.#store.write(this.#bucket, this.#prefix + name, createReadStream(path));
      this.#sent.set(path, state);
    }
  }
}
