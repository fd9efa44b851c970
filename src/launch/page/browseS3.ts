import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import type { Connection } from '../../connection/connection.ts';
import { pick, type PickItem } from '../../platform/pick.ts';
import { s3Uri } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';

/** Where one is: a folder, from a key on where S3 had more than one page of it; undefined: the buckets. */
interface Folder {
  readonly bucket: string;
  /** Empty, or ending in `/`. */
  readonly prefix: string;
  /** `ContinuationToken`. */
  readonly after?: string;
}

/** What is chosen: where to look next, or what was looked for. */
type Step = { readonly at: Folder | undefined } | { readonly uri: string };

/**
 * Goes down from the buckets, and up again; every folder can be taken as it is.
 * @returns the S3 URI; undefined when the person gives up. Throws what S3 answers.
 */
export async function browseS3(connection: Connection): Promise<string | undefined> {
  for (let at: Folder | undefined; ;) {
    const folder = at;
    const chosen: Step | undefined = await pick<Step>({
      title: 'Data of the channel',
      placeholder: folder ? s3Uri(folder.bucket, folder.prefix) : `A bucket of ${connection.label}`,
      empty: 'There is no bucket',
      load: (signal) => (folder ? below(connection, folder, signal) : buckets(connection, signal)),
    });
    if (!chosen) return undefined;
    if ('uri' in chosen) return chosen.uri;
    at = chosen.at;
  }
}

async function buckets(connection: Connection, signal: AbortSignal): Promise<PickItem<Step>[]> {
  const { paginateListBuckets } = await import('@aws-sdk/client-s3');
  const client = await connection.s3();
  const items: PickItem<Step>[] = [];
  for await (const { Buckets = [] } of paginateListBuckets({ client }, {}, { abortSignal: signal }))
    for (const { Name: bucket } of Buckets)
      if (bucket !== undefined)
        items.push({ label: `$(database) ${bucket}`, value: { at: { bucket, prefix: '' } } });
  return items;
}

async function below(connection: Connection, folder: Folder, signal: AbortSignal): Promise<PickItem<Step>[]> {
  const { bucket, prefix, after } = folder;
  const page = await listed(connection, folder, signal);
  const uri = s3Uri(bucket, prefix);
  const here: PickItem<Step> = { label: '$(check) Use this folder', description: uri, value: { uri } };
  const up: PickItem<Step> = { label: '$(arrow-up) ..', value: { at: parentOf(folder) } };
  const folders = (page.CommonPrefixes ?? []).flatMap(({ Prefix }): PickItem<Step>[] =>
    Prefix === undefined
      ? []
      : [{ label: `$(folder) ${Prefix.slice(prefix.length)}`, value: { at: { bucket, prefix: Prefix } } }],
  );
  const files = (page.Contents ?? []).flatMap(({ Key }): PickItem<Step>[] =>
    Key === undefined || Key === prefix
      ? []
      : [{ label: `$(file) ${Key.slice(prefix.length)}`, value: { uri: s3Uri(bucket, Key) } }],
  );
  const next = page.NextContinuationToken;
  const more: PickItem<Step>[] =
    next === undefined
      ? []
      : [{ label: '$(ellipsis) More…', alwaysShow: true, value: { at: { bucket, prefix, after: next } } }];
  return [...(after === undefined ? [here] : []), up, ...folders, ...files, ...more];
}

async function listed(
  connection: Connection,
  { bucket, prefix, after }: Folder,
  signal: AbortSignal,
): Promise<ListObjectsV2CommandOutput> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const client = await connection.s3();
  const input = {
    ...{ Bucket: bucket, Prefix: prefix, Delimiter: '/' },
    ...(after !== undefined && { ContinuationToken: after }),
  };
  try {
    return await client.send(new ListObjectsV2Command(input), { abortSignal: signal });
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'PermanentRedirect') throw cause;
    throw new UserError('invalid-input', `The bucket "${bucket}" is not in ${connection.region}.`, {
      advice: 'Training jobs read data of their own region: choose another bucket, or type the URI.',
      cause,
    });
  }
}

function parentOf({ bucket, prefix, after }: Folder): Folder | undefined {
  // Of a further page the folder itself, from its beginning.
  if (after !== undefined) return { bucket, prefix };
  if (prefix === '') return undefined;
  return { bucket, prefix: prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1) };
}
