import { cp, mkdir, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { parseS3Uri, type ObjectStore } from '../store/objectStore.ts';
import { containerPath, type HostFolder } from './folders.ts';
import { asJobFailure, JobFailure } from './jobFailure.ts';
import { copyToFile } from './objectCopy.ts';
import { extractTarGz } from './unpack.ts';

const ARCHIVE = /\.(tar\.gz|tgz)$/i;

async function fromS3(
  store: ObjectStore,
  object: { bucket: string; key: string },
  code: string,
  signal: AbortSignal,
): Promise<void> {
  if (ARCHIVE.test(object.key)) await extractTarGz(store.read(object.bucket, object.key), code, signal);
  else await copyToFile(store, object, join(code, basename(object.key)), { signal });
}

/** A channel can bring the source: `/opt/ml/input/data/code/sourcedir.tar.gz`. */
async function fromContainer(path: string, code: string, signal: AbortSignal): Promise<void> {
  if ((await stat(path)).isDirectory()) await cp(path, code, { recursive: true });
  else if (ARCHIVE.test(path)) await extractTarGz(createReadStream(path), code, signal);
  else await cp(path, join(code, basename(path)));
}

/**
 * Brings the script's sources into the code folder.
 * @param submitDirectory `sagemaker_submit_directory`: an S3 URI of a gzip tar or of one file, or a path below `/opt/ml`.
 * @throws JobFailure `ClientError` saying what is missing or cannot be read.
 */
export async function fetchSource(
  store: ObjectStore,
  submitDirectory: string,
  folder: HostFolder,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder.code, { recursive: true });
  const object = parseS3Uri(submitDirectory);
  const path = containerPath(folder, submitDirectory);
  try {
    if (object) await fromS3(store, object, folder.code, signal);
    else if (path !== undefined) await fromContainer(path, folder.code, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = asJobFailure(error, `The training source "${submitDirectory}" cannot be used`);
    if (reason.message.startsWith('ClientError')) throw reason;
    // An archive that does not unpack is the sender's fault.
    throw new JobFailure('ClientError', reason.message.replace(/^\w+: /, ''), { cause: error });
  }
  if (!object && path === undefined) {
    throw new JobFailure(
      'ClientError',
      `The hyperparameter sagemaker_submit_directory "${submitDirectory}" is neither an S3 URI nor a path below /opt/ml.`,
    );
  }
}
