import { UserError } from '../../platform/userError.ts';
import { isAbsent, isUnreadable } from './fileErrors.ts';
import { IgnoreRules } from './ignoreRules.ts';
import type { SourceCount, SourceListing } from './sourceListing.ts';
import { SourceWalk, type WalkOptions } from './sourceWalk.ts';

/** More files than this are no source code. */
const mostSourceFiles = 100_000;
/** Milliseconds between two counts. */
const between = 100;

/**
 * Counts what is sent of a source folder, without reading its files; a count comes about ten times a second.
 * @returns all of it, sorted. Ends early, with `more`, at `mostFiles`.
 * @throws UserError `not-found` or `file-unreadable` for the folder itself; the signal's reason when it is aborted.
 */
export async function* countSource(
  folder: string,
  options: Partial<WalkOptions> = {},
): AsyncGenerator<SourceCount, SourceListing> {
  const walk = new SourceWalk(folder, { mostFiles: mostSourceFiles, ...options });
  const { tally } = walk;
  let last = performance.now();
  try {
    for await (const _ of walk.run(await IgnoreRules.of(folder))) {
      if (performance.now() - last < between) continue;
      last = performance.now();
      yield tally.count();
    }
  } catch (error) {
    throw folderError(folder, error);
  }
  return tally.listing();
}

/** The same at once, for who does not watch it. */
export async function listSource(folder: string, options: Partial<WalkOptions> = {}): Promise<SourceListing> {
  const counts = countSource(folder, options);
  for (;;) {
    const { done, value } = await counts.next();
    if (done === true) return value;
  }
}

function folderError(folder: string, error: unknown): unknown {
  if (isAbsent(error))
    return new UserError('not-found', `The source folder is not there: ${folder}`, { cause: error });
  if (isUnreadable(error))
    return new UserError('file-unreadable', `The source folder cannot be read: ${folder}`, { cause: error });
  return error;
}
