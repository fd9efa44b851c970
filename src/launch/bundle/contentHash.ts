import { createHash } from 'node:crypto';
import { inParallel } from '../../platform/inParallel.ts';
import { hashFile, type HashMemory } from './fileHashes.ts';
import { byName, type SourceEntry } from './sourceEntry.ts';

/** SHA-256 of each file's content, by name: 64 hexadecimal digits. Links have none. */
export type ContentHashes = ReadonlyMap<string, string>;

const atOnce = 8;

/**
 * Hashes the content of all entries.
 * @param read hears how many bytes are behind it.
 * @throws UserError `changed-meanwhile` when a file changes while it is read. One that is not as it was counted is noticed when
 * it is sent.
 */
export async function contentHashes(
  entries: readonly SourceEntry[],
  options: { memory?: HashMemory; signal?: AbortSignal; read?: (bytes: number) => void } = {},
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  await inParallel(entries, atOnce, async (entry) => {
    options.signal?.throwIfAborted();
    if (entry.kind === 'generated') hashes.set(entry.name, sha256(entry.text));
    if (entry.kind !== 'file') return;
    const { sha256: hash, size } = await hashFile(entry.path, options.memory, options.signal);
    hashes.set(entry.name, hash);
    options.read?.(size);
  });
  return hashes;
}

/**
 * One hash for all that a source archive holds: names, contents, links, and what may be run. The same for the same
 * content wherever the folder is, and whenever it was written.
 */
export function sourceHash(entries: readonly SourceEntry[], hashes: ContentHashes): string {
  return hashOfLines(
    'source',
    entries.map((entry) => {
      if (entry.kind === 'link') return [entry.name, 'link', entry.target];
      const executable = entry.kind === 'file' && entry.executable;
      return [entry.name, executable ? 'program' : 'file', hashOf(entry.name, hashes)];
    }),
  );
}

/** The same for the files of a data channel, which are sent one by one: names and contents. */
export function dataHash(files: readonly { readonly name: string }[], hashes: ContentHashes): string {
  return hashOfLines(
    'data',
    files.toSorted(byName).map(({ name }) => [name, hashOf(name, hashes)]),
  );
}

function hashOfLines(what: string, lines: readonly (readonly string[])[]): string {
  const hash = createHash('sha256').update(`${what} 1\n`);
  for (const line of lines) hash.update(`${JSON.stringify(line)}\n`);
  return hash.digest('hex');
}

function hashOf(name: string, hashes: ContentHashes): string {
  const hash = hashes.get(name);
  if (hash === undefined) throw new Error(`${name} was not hashed.`);
  return hash;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
