import { age } from '../catalog/text.ts';
import type { Connection } from '../connection/connection.ts';
import { formatBytes } from '../analysis/text/bytes.ts';
import { explain } from '../platform/explain.ts';
import { parseS3Uri } from '../platform/s3Uri.ts';

/**
 * What is known of an S3 URI by one request: `3.4 KB, changed 2 min ago`; of a folder how much of it one page shows.
 * Why not, where it cannot be read: never throws but for a request that was given up.
 */
export async function s3Facts(connection: Connection, uri: string, signal: AbortSignal): Promise<string> {
  const place = parseS3Uri(uri);
  if (!place) return '';
  try {
    const { bucket: Bucket, key: Key } = place;
    const [client, { HeadObjectCommand }] = await Promise.all([
      connection.s3(),
      import('@aws-sdk/client-s3'),
    ]);
    if (Key === '' || Key.endsWith('/')) return await folderFacts(connection, Bucket, Key, signal);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }), { abortSignal: signal });
    const changed = head.LastModified ? `, changed ${age(head.LastModified, Date.now())}` : '';
    return `${formatBytes(head.ContentLength ?? 0)}${changed}`;
  } catch (error) {
    signal.throwIfAborted();
    if (explain(error).reason !== 'not-found') return explain(error).message.split('\n', 1)[0] ?? '';
    return folderFacts(connection, place.bucket, `${place.key}/`, signal).catch(() => 'Nothing is there');
  }
}

async function folderFacts(
  connection: Connection,
  Bucket: string,
  Prefix: string,
  signal: AbortSignal,
): Promise<string> {
  const [client, { ListObjectsV2Command }] = await Promise.all([
    connection.s3(),
    import('@aws-sdk/client-s3'),
  ]);
  const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 100 }), {
    abortSignal: signal,
  });
  const objects = page.Contents ?? [];
  if (objects.length === 0) return Prefix === '' ? 'An empty bucket' : 'Nothing is there';
  if (page.IsTruncated) return `A folder of more than ${objects.length} objects`;
  const bytes = objects.reduce((sum, { Size: size = 0 }) => sum + size, 0);
  return `A folder of ${objects.length} ${objects.length === 1 ? 'object' : 'objects'}, ${formatBytes(bytes)}`;
}
