import { readableJson } from './jsonLine.ts';
import { plainLine } from './sanitize.ts';

/** Where a line of a record ends that stands in one row with others. */
const lineEnd = ' ↵ ';

/**
 * A structured line as one row shows it, without colours: as a tail has it, with what has lines of its own behind arrows.
 * Undefined for what is no such line: see `readableJson`.
 */
export function readableRow(line: string): string | undefined {
  return readableJson(plainLine(line))
    ?.split('\n')
    .map((part) => plainLine(part).trim())
    .filter((part) => part !== '')
    .join(lineEnd);
}
