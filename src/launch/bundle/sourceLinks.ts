import { realpath } from 'node:fs/promises';
import { isAbsolute, posix, relative, sep } from 'node:path';
import { isAbsent } from './fileErrors.ts';
import type { SourceEntry, SourceLink } from './sourceEntry.ts';

/** Where a link leads. */
export type LinkEnd =
  /** Into the source folder: it is sent as a link, as tar does. `name` is where to. */
  | { readonly kind: 'inside'; readonly name: string }
  /** Out of it: what it points to is sent in its place, since nothing would be there in the container. */
  | { readonly kind: 'outside'; readonly real: string }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'circle' };

/**
 * @param root the source folder, `inside` the folders that the walk is in: all as `realpath` has them.
 * @param name the link's own, as in the archive.
 */
export async function followLink(
  path: string,
  name: string,
  root: string,
  inside: readonly string[],
): Promise<LinkEnd> {
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP') return { kind: 'circle' };
    if (isAbsent(error)) return { kind: 'nowhere' };
    throw error;
  }
  const below = nameBelow(root, real);
  if (below !== undefined && below !== '')
    return `${name}/`.startsWith(`${below}/`) ? { kind: 'circle' } : { kind: 'inside', name: below };
  const around = [root, ...inside].some((at) => nameBelow(real, at) !== undefined);
  return around ? { kind: 'circle' } : { kind: 'outside', real };
}

/** The link as it stands in the archive. */
export function linkTo(name: string, target: string): SourceLink {
  return { kind: 'link', name, target: posix.relative(posix.dirname(name), target) };
}

/** The links whose end is not sent, so that they would lead nowhere in the container. */
export function brokenLinks(entries: readonly SourceEntry[]): SourceLink[] {
  const links = entries.filter((entry) => entry.kind === 'link');
  if (links.length === 0) return [];
  const sent = new Set<string>();
  for (const { kind, name } of entries)
    if (kind !== 'link')
      for (let at = name; at !== '.' && !sent.has(at); at = posix.dirname(at)) sent.add(at);
  return links.filter(({ name, target }) => !sent.has(posix.join(posix.dirname(name), target)));
}

/** The name of a path below a folder, with `/`; empty for the folder itself, undefined for what is elsewhere. */
export function nameBelow(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return way.split(sep).join('/');
}
