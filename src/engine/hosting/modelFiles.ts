import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AwsError } from '../http/awsError.ts';
import { extractTarGz } from '../jobs/unpack.ts';
import { pathBelow } from '../jobs/folders.ts';
import { copyToFile, nameBelowPrefix, objectsBelow } from '../jobs/objectCopy.ts';
import { parseS3Uri, type ObjectStore } from '../store/objectStore.ts';
import { clientError, HostingError } from './hostingError.ts';
import { type ModelData, type VariantPlan } from './plan.ts';

/** The folder that stands for `/opt/ml` in a variant's folder. */
export function baseDir(variantDir: string): string {
  return join(variantDir, 'opt', 'ml');
}

async function copyPrefix(
  objects: ObjectStore,
  from: { bucket: string; key: string },
  dir: string,
  signal: AbortSignal,
): Promise<void> {
  let found = 0;
  for (const { bucket, key } of objectsBelow(objects, from.bucket, from.key)) {
    found += 1;
    // A key that ends in a slash is a folder that a console made.
    if (key.endsWith('/')) continue;
    const file = pathBelow(dir, nameBelowPrefix(key, from.key));
    if (file === undefined) throw clientError(`The key "${key}" leads out of the model's folder.`);
    await copyToFile(objects, { bucket, key }, file, { signal });
  }
  if (found === 0) throw new AwsError('NoSuchKey', 'There is no object under this prefix.', 404);
}

async function fetchInto(
  objects: ObjectStore,
  data: ModelData,
  dir: string,
  signal: AbortSignal,
): Promise<void> {
  const from = parseS3Uri(data.uri);
  if (!from) throw clientError(`"${data.uri}" is not an S3 URI (s3://bucket/key).`);
  if (data.form === 'TarGzip') await extractTarGz(objects.read(from.bucket, from.key), dir, signal);
  else if (data.form === 'Prefix') await copyPrefix(objects, from, dir, signal);
  else await copyToFile(objects, from, join(dir, basename(from.key)), { signal });
}

/** @param what for the reason: `model data`, `source code` */
async function fetchData(
  objects: ObjectStore,
  data: ModelData,
  dir: string,
  what: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await fetchInto(objects, data, dir, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HostingError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const text =
      error instanceof AwsError
        ? `Failed to download ${what} for container "container_1" from URL: "${data.uri}". ` +
          `Please ensure that there is an object located at the URL (${why}).`
        : `Failed to unpack ${what} from URL: "${data.uri}". It must be a gzip-compressed tar archive (${why}).`;
    throw clientError(text, error);
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/**
 * Brings a variant's model to `<variantDir>/opt/ml/model`, and code that `SAGEMAKER_SUBMIT_DIRECTORY` names in S3 to its
 * `code` folder. Done once: a later start, after a crash of server or engine, finds everything there.
 * @throws HostingError saying which object is missing or broken
 */
export async function prepareModel(
  objects: ObjectStore,
  plan: VariantPlan,
  variantDir: string,
  signal: AbortSignal,
): Promise<void> {
  const done = join(variantDir, 'prepared');
  if (await exists(done)) return;
  await rm(variantDir, { recursive: true, force: true });
  const model = join(baseDir(variantDir), 'model');
  await mkdir(model, { recursive: true });
  if (plan.modelData) await fetchData(objects, plan.modelData, model, 'model data', signal);
  const source = plan.environment['SAGEMAKER_SUBMIT_DIRECTORY'];
  if (source?.startsWith('s3://')) {
    await fetchData(objects, { uri: source, form: 'TarGzip' }, join(model, 'code'), 'source code', signal);
  }
  await writeFile(done, '');
}
