import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listSource } from '../../../../src/launch/bundle/countSource.ts';

/** Names of all that is sent of a folder. */
export async function sourceFilesOf(folder: string): Promise<string[]> {
  return (await listSource(folder)).entries.map(({ name }) => name);
}

/** Writes a file and the folders it is in. */
export async function put(folder: string, name: string, text = name): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}
