import { readFile } from 'node:fs/promises';
import { UserError } from '../../platform/userError.ts';
import { isAbsent, isUnreadable } from './fileErrors.ts';

/**
 * The text of a file that says what is left out; undefined for one that is not there.
 * @param needed whether one that nobody may read is an error; else it is as if it were not there
 * @throws UserError `file-unreadable`
 */
export async function readIgnoreText(file: string, needed = true): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (!isUnreadable(error)) throw error;
    if (!needed) return undefined;
    // What it leaves out may be just what nobody else should see.
    throw new UserError('file-unreadable', `${file} cannot be read, so what it leaves out is not known.`, {
      cause: error,
    });
  }
}
