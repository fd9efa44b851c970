import { stat } from 'node:fs/promises';

/** Whether there is such a file, for this person: a log may print anything as a path. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    // Not there, or in a folder that is not the person's to look into, as `/root` of a container's traceback mostly is.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
