import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clients } from '../connection.ts';
import type { ConfigSource } from './configFiles.ts';

export interface ConfigText {
  /** The file that was read, where a folder was named. */
  readonly file: string;
  readonly content: string;
}

/**
 * The text at a source; undefined where there is none and nobody has named one.
 * @throws Error of the file system or of S3.
 */
export function readConfig(
  { location, named }: ConfigSource,
  clients: Pick<Clients, 's3'>,
): Promise<ConfigText | undefined> {
  return location.startsWith('s3://') ? fromS3(location, clients) : fromDisk(location, named);
}

async function fromDisk(location: string, named: boolean): Promise<ConfigText | undefined> {
  try {
    const file = (await stat(location)).isDirectory() ? join(location, 'config.yaml') : location;
    return { file, content: await readFile(file, 'utf8') };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && !named) return undefined;
    throw error;
  }
}

async function fromS3(uri: string, clients: Pick<Clients, 's3'>): Promise<ConfigText> {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  const folder = key.replace(/\/+$/, '');
  const inFolder = [folder, 'config.yaml'].filter(Boolean).join('/');
  if (key !== '' && !key.endsWith('/')) {
    try {
      return await object(bucket, key, clients);
    } catch (error) {
      // No object of this name: then it names the folder.
      if (!(error instanceof Error) || error.name !== 'NoSuchKey') throw error;
    }
  }
  return object(bucket, inFolder, clients);
}

async function object(bucket: string, key: string, clients: Pick<Clients, 's3'>): Promise<ConfigText> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { Body } = await (await clients.s3()).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return { file: `s3://${bucket}/${key}`, content: (await Body?.transformToString()) ?? '' };
}
