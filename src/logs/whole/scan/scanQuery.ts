import type { LogSearch } from '../../../messages/log.ts';

/** Which lines are wanted at all. */
export interface LineFilter {
  /** As `levels` has them; 0 takes all lines. */
  readonly leastLevel: number;
  /** Only lines of this stream; undefined for all. */
  readonly stream: number | undefined;
}

/** One pass over lines. */
export interface ScanTask {
  readonly text: string;
  readonly records: string;
  readonly from: number;
  /** The line behind the last one. */
  readonly to: number;
  /** Where the text of the last one ends. */
  readonly endByte: number;
  readonly filter: LineFilter | undefined;
  readonly search: LogSearch | undefined;
}

/** What a pass has found so far, since it said so last. */
export interface ScanProgress {
  /** Lines that the filter takes; empty where there is none. */
  readonly taken: Uint32Array;
  /** Those of them in which the search finds something. */
  readonly found: Uint32Array;
  /** All lines before this one have been looked at. */
  readonly upTo: number;
}

/** @throws SyntaxError when it is no regular expression */
export function expressionOf({ text, isRegex, matchCase }: LogSearch, flags = ''): RegExp {
  const source = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(source, flags + (matchCase ? '' : 'i'));
}
