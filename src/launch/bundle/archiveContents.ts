import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Clients } from '../../connection/connection.ts';
import { parseS3Uri } from '../../platform/s3Uri.ts';

/** Whether a source bundle in S3 has a file of this name at its top. Reads it only until it is found. */
export async function bundleHas(
  clients: Pick<Clients, 's3'>,
  uri: string,
  name: string,
  signal: AbortSignal,
): Promise<boolean> {
  const place = parseS3Uri(uri);
  if (!place || place.key === '') return false;
  const [{ GetObjectCommand }, client] = [await import('@aws-sdk/client-s3'), await clients.s3()];
  const { Body } = await client.send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key }), {
    abortSignal: signal,
  });
  return Body ? archiveHas(Body as Readable, name) : false;
}

/** The same for a tar.gz as a stream, which is closed afterwards. */
async function archiveHas(archive: Readable, name: string): Promise<boolean> {
  // CommonJS: once bundled, only the default export is sure to be there.
  const { default: tar } = await import('tar-stream');
  const entries = tar.extract();
  const flow = pipeline(archive, createGunzip(), entries);
  // What fails here fails the loop, too.
  flow.catch(() => undefined);
  for await (const entry of entries) {
    if (entry.header.name.replace(/^\.\//, '') === name) return true;
    entry.resume();
  }
  return false;
}
