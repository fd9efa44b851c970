import { access } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Problem } from '../../messages/launchProblem.ts';
import { isAbsent } from '../bundle/fileErrors.ts';
import { reasonText } from '../bundle/leftOut.ts';
import { nameBelow } from '../bundle/sourceLinks.ts';
import type { SourceListing } from '../bundle/sourceListing.ts';
import { requirementsFile } from '../facts/requirements.ts';
import { type NamedPath, pathsIn, textOf } from '../facts/requirementsText.ts';

/** Somebody who names hundreds of files hears of the first. */
const mostProblems = 10;

/**
 * What the source's `requirements.txt`, or a file that it names, names and the job will not find: SageMaker's images install it
 * before the script runs, and pip ends there. Warnings: an image of one's own may never look at it.
 * @throws what the disk answers
 */
export async function requirementsProblems(folder: string, listing: SourceListing): Promise<Problem[]> {
  const sent = new Set<string>();
  for (const { name } of listing.entries)
    for (let at = name; at !== '.' && !sent.has(at); at = dirname(at)) sent.add(at);
  const links = listing.entries.filter(({ kind }) => kind === 'link').map(({ name }) => `${name}/`);
  const isSent = (name: string): boolean =>
    name === '' || sent.has(name) || links.some((link) => name.startsWith(link));
  const messages: string[] = [];
  // Names that are added while the loop runs come in turn; each comes once.
  const seen = new Set(sent.has(requirementsFile) ? [requirementsFile] : []);
  for (const file of seen) {
    const text = (await textOf(join(folder, file))) ?? '';
    for (const named of pathsIn(text)) {
      // Where pip runs is the source folder; files of its own it looks for beside the one that names them.
      const from = named.kind === 'package' ? folder : dirname(join(folder, file));
      const path = resolve(from, named.path);
      const name = nameBelow(folder, path);
      if (name !== undefined && isSent(name)) {
        if (named.kind !== 'package') seen.add(name);
        continue;
      }
      const why = await whyNot(path, name, named, listing);
      if (why !== undefined) messages.push(`${file}, line ${named.line}, names ${named.path}, ${why}`);
    }
  }
  return messages.slice(0, mostProblems).map((message) => ({
    field: 'bundle',
    path: [],
    message: `${message}. Where the job installs ${requirementsFile}, pip fails.`,
    severity: 'warning',
  }));
}

/** Undefined for what the image may have. */
async function whyNot(
  path: string,
  name: string | undefined,
  named: NamedPath,
  { leftOut }: SourceListing,
): Promise<string | undefined> {
  const isThere = await exists(path);
  if (name === undefined) {
    if (isAbsolute(named.path) && !isThere) return undefined;
    return 'which is not in the source folder';
  }
  const left = leftOut.find((one) => name === one.name || name.startsWith(`${one.name}/`));
  if (left && isThere) return `which is not sent: ${reasonText(left.reason)}`;
  return isThere ? 'which is not sent' : 'which is not there';
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
