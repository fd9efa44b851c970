import type { LogSearch } from '../../src/messages/log.ts';
import { ansiRuns, type Paint } from './ansi.ts';

/** A piece of a line that is drawn in one way. */
export interface Piece {
  readonly text: string;
  readonly paint: Paint;
  readonly isFound: boolean;
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

/** A line cut where its colours change and where finds begin and end. */
export function piecesOf(line: string, marker: RegExp | undefined): Piece[] {
  const runs = ansiRuns(line);
  const finds = marker ? findsIn(runs.map(({ text }) => text).join(''), marker) : [];
  const pieces: Piece[] = [];
  let start = 0;
  for (const { text, paint } of runs) {
    const end = start + text.length;
    let at = start;
    for (const [from, to] of finds) {
      if (to <= at || from >= end) continue;
      if (from > at) pieces.push({ text: text.slice(at - start, from - start), paint, isFound: false });
      const [first, last] = [Math.max(from, at), Math.min(to, end)];
      pieces.push({ text: text.slice(first - start, last - start), paint, isFound: true });
      at = last;
    }
    if (at < end) pieces.push({ text: text.slice(at - start), paint, isFound: false });
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
