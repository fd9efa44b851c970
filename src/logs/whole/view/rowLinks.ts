import { findLinks, type LinkTarget } from '../../text/findLinks.ts';

/** A part of a line that leads somewhere. */
export interface RowLink {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly target: LinkTarget | { readonly type: 'url'; readonly url: string };
}

/** Up to a blank, a quote or a bracket that it has not opened itself; without the full stop of its sentence. */
const url =
  /\bhttps?:\/\/(?:[^\s"'<>()[\]{}`]|\([^\s"'<>()[\]{}`]*\))*(?:[^\s"'<>()[\]{}`.,;:!?…。、，！？]|\([^\s"'<>()[\]{}`]*\))/g;

/** The links of a line that certainly lead somewhere, in order. */
export function rowLinks(line: string): RowLink[] {
  const links: RowLink[] = findLinks(line).filter(({ target }) => target.type !== 'file' || target.certain);
  for (const { index: start, 0: found } of line.matchAll(url)) {
    const end = start + found.length;
    if (links.some((link) => link.start < end && start < link.end)) continue;
    links.push({ start, end, target: { type: 'url', url: found } });
  }
  return links.sort((a, b) => a.start - b.start);
}
