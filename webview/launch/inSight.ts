import type { ArgumentRow } from '../../src/messages/launchInputs.ts';

/** Pixels at least: what stands above the arguments, a row, and the help beneath one. */
const least = { above: 280, row: 38, help: 20 };

/**
 * How many arguments may be in sight before one scrolls, rather too many.
 * @param height the page's, in pixels
 * @returns undefined when what stands beneath them may be in sight too
 */
export function argumentsInSight(
  rows: readonly Pick<ArgumentRow, 'help'>[],
  height: number,
): number | undefined {
  let top = least.above;
  for (const [index, { help }] of rows.entries()) {
    if (top > height) return index;
    top += least.row + (help === undefined || help === '' ? 0 : least.help);
  }
  return top > height ? rows.length : undefined;
}
