import type { LogRow, LogSearch } from '../../src/messages/log.ts';
import { ansiRuns, type Paint } from './ansi.ts';

/** A piece of a line that is drawn in one way. */
export interface Piece {
  readonly text: string;
  readonly paint: Paint;
  readonly isFound: boolean;
  /** The link that it is of, by its index. */
  readonly link: number | undefined;
}

/** More finds in a line than these are not marked. */
const mostMarks = 500;

/** What marks the finds of a search; undefined without one that can be done. */
export function markerOf(search: LogSearch | undefined): RegExp | undefined {
  if (!search || search.text === '') return undefined;
  const source = search.isRegex ? search.text : search.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  try {
    return new RegExp(source, search.matchCase ? 'g' : 'gi');
  } catch {
    // The extension says what is wrong with it.
    return undefined;
  }
}

/** A line cut where its colours change, and where finds and links begin and end. */
export function piecesOf(line: string, links: LogRow['links'], marker: RegExp | undefined): Piece[] {
  const runs = ansiRuns(line);
  const finds = marker ? findsIn(runs.map(({ text }) => text).join(''), marker) : [];
  if (finds.length === 0 && links.length === 0)
    return runs.map((run) => ({ ...run, isFound: false, link: undefined }));
  const edges = [...finds.flat(), ...links.flatMap(({ start, end }) => [start, end])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let start = 0;
  for (const { text, paint } of runs) {
    const end = start + text.length;
    let at = start;
    for (const edge of [...edges.filter((one) => one > start && one < end), end]) {
      if (edge <= at) continue;
      const [from, to] = [at, edge];
      const link = links.findIndex((one) => one.start <= from && to <= one.end);
      pieces.push({
        text: text.slice(from - start, to - start),
        paint,
        isFound: finds.some(([first, last]) => first <= from && to <= last),
        link: link < 0 ? undefined : link,
      });
      at = edge;
    }
    start = end;
  }
  return pieces;
}

function findsIn(text: string, marker: RegExp): (readonly [from: number, to: number])[] {
  const finds: (readonly [number, number])[] = [];
  for (const match of text.matchAll(marker)) {
    if (match[0] !== '') finds.push([match.index, match.index + match[0].length]);
    if (finds.length >= mostMarks) break;
  }
  return finds;
}
