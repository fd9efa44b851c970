import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** `data` beside the script when it is there. */
export async function defaultDataFolder(sourceFolder: string): Promise<string | undefined> {
  const folder = join(sourceFolder, 'data');
  try {
    return (await stat(folder)).isDirectory() ? folder : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
