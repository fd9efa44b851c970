import { createReadStream } from 'node:fs';
import { object, text, type JsonObject } from '../json.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { parseS3Uri, type ObjectStore } from '../store/objectStore.ts';
import { type HostFolder } from './folders.ts';
import { JobFailure } from './jobFailure.ts';
import { entriesBelow, packTarGz, type ArchiveEntry } from './pack.ts';

/** What several hosts left in the same folder, as one; of files with the same name the first host's is kept. */
async function merged(folders: readonly string[]): Promise<ArchiveEntry[]> {
  const byName = new Map<string, ArchiveEntry>();
  for (const folder of folders) {
    for await (const entry of entriesBelow(folder))
      if (!byName.has(entry.name)) byName.set(entry.name, entry);
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where a job's output goes: `<S3OutputPath>/<job>/output`. */
function outputLocation(record: ResourceRecord): { bucket: string; prefix: string } {
  const path = text(object(record.document, 'OutputDataConfig'), 'S3OutputPath') ?? '';
  const location = parseS3Uri(path);
  if (!location) throw new JobFailure('ClientError', `OutputDataConfig.S3OutputPath "${path}" is no S3 URI.`);
  const above = location.key === '' || location.key.endsWith('/') ? location.key : `${location.key}/`;
  return { bucket: location.bucket, prefix: `${above}${record.name}/output/` };
}

/**
 * Uploads what the hosts left in `/opt/ml/model` and `/opt/ml/output/data`.
 * @param always upload the model even when the folder is empty: of a job that completed, a model is expected.
 * @returns the document's `ModelArtifacts`, or nothing when there is no model.
 * @throws AwsError `NoSuchBucket` when the output's bucket is not there.
 */
export async function uploadArtifacts(
  store: ObjectStore,
  record: ResourceRecord,
  hosts: readonly HostFolder[],
  always: boolean,
): Promise<JsonObject> {
  const { bucket, prefix } = outputLocation(record);
  const compressed = text(object(record.document, 'OutputDataConfig'), 'CompressionType') !== 'NONE';
  const upload = async (name: 'model' | 'output', entries: readonly ArchiveEntry[]): Promise<string> => {
    if (compressed) {
      const key = `${prefix}${name}.tar.gz`;
      await store.write(bucket, key, packTarGz(entries), { 'content-type': 'application/x-tar' });
      return key;
    }
    for (const entry of entries) {
      if (entry.kind === 'file')
        await store.write(bucket, `${prefix}${name}/${entry.name}`, createReadStream(entry.path));
    }
    return `${prefix}${name}/`;
  };
  const output = await merged(hosts.map((host) => host.outputData));
  if (output.length > 0) await upload('output', output);
  const model = await merged(hosts.map((host) => host.model));
  if (model.length === 0 && !always) return {};
  const key = await upload('model', model);
  return { ModelArtifacts: { S3ModelArtifacts: `s3://${bucket}/${key}` } };
}
