import { describe, expect, it } from 'vitest';
import type { LogPosition } from '../../../src/messages/log.ts';
import { LogFinder } from '../../../webview/log/logFinder.ts';

/** Lines that are found, of twenty. */
const finds = [3, 7, 15];

/** Answers a question for a find later, as the extension does: around the end, too. */
async function answer({ line, backwards }: { line: number; backwards: boolean }): Promise<LogPosition> {
  await new Promise((wake) => setTimeout(wake, 20));
  const next = backwards
    ? (finds.findLast((find) => find <= line) ?? finds.at(-1))
    : (finds.find((find) => find >= line) ?? finds[0]);
  const found = next ?? 0;
  return { line: found, row: found, ordinal: finds.indexOf(found) + 1 };
}

describe('LogFinder', () => {
  it('takes one step after the other, however quickly they are asked for', async () => {
    const wentTo: number[] = [];
    const finder = new LogFinder({
      look: () => Promise.resolve(undefined),
      find: answer,
      cache: { row: (line) => ({ line }), clear: () => undefined },
      list: () => ({
        ...{ active: 3, first: 0 },
        goTo: (row) => wentTo.push(row),
        requestUpdate: () => undefined,
      }),
      rows: () => 20,
      changed: () => undefined,
    });
    await Promise.all([finder.find(false), finder.find(false), finder.find(false)]);
    expect(finder.at?.line).toBe(3);
    expect(wentTo.at(-1)).toBe(3);
  });
});
