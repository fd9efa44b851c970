import type { LogRow } from '../../src/messages/log.ts';

/** A line as it is drawn. */
export interface ShownLine extends Pick<LogRow, 'text' | 'links'> {
  /** A structured line as a person reads it; else as it was written. */
  readonly isReadable: boolean;
}

/**
 * How a line is drawn.
 * @param asWritten structured lines, too
 * @param marker what the search looks for: where only the line as it was written has it, that is shown
 */
export function shownLine(
  { text, links, readable, found }: LogRow,
  asWritten: boolean,
  marker: RegExp | undefined,
): ShownLine {
  const isOnlyWritten = found && marker !== undefined && readable?.text.search(marker) === -1;
  return readable === undefined || asWritten || isOnlyWritten
    ? { text, links, isReadable: false }
    : { ...readable, isReadable: true };
}
