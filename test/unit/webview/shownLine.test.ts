import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../src/messages/log.ts';
import { shownLine } from '../../../webview/log/shownLine.ts';

const row: LogRow = {
  ...{ line: 0, time: 0, host: 0, level: 5, cutFrom: undefined, found: true },
  ...{ text: '{"level": "error", "message": "no rows", "step": 3}', links: [] },
  readable: { text: 'ERROR no rows  step=3', links: [{ start: 0, end: 5 }] },
};

describe('a structured line', () => {
  it('is shown as a person reads it, or as it was written', () => {
    expect(shownLine(row, false, undefined)).toEqual({ ...row.readable, isReadable: true });
    expect(shownLine(row, true, undefined)).toEqual({ text: row.text, links: [], isReadable: false });
    const { readable: _, ...plain } = row;
    expect(shownLine({ ...plain, readable: undefined }, false, undefined).isReadable).toBe(false);
  });

  it('shows what a search has found in it', () => {
    const shown = (marker: RegExp, found = true) => shownLine({ ...row, found }, false, marker).isReadable;
    const marker = /step=3/gi;
    expect([shown(marker), shown(marker)]).toEqual([true, true]);
    expect(shown(/"step": 3/gi)).toBe(false);
    expect(shown(/"step": 3/gi, false)).toBe(true);
  });
});
