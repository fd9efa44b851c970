import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLeast, levelNamed, levelOf, paintLevel } from '../../../src/logs/text/level.ts';

/** `level<TAB>word<TAB>line`, lines of real loggers. */
const golden = readFileSync(join(import.meta.dirname, 'levels.golden.txt'), 'utf8')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('# '));

describe('levelOf', () => {
  it.each(golden.map((row) => row.split('\t')))('%s %s: %s', (level, word, line = '') => {
    const found = levelOf(line);
    expect([found?.level ?? 'none', found ? line.slice(found.start, found.end) : '-']).toEqual([level, word]);
  });

  it('knows names, letters and numbers of loggers', () => {
    expect(['warn', 'Warning', '30', '40', '50', 'crit', 'fatal', 'nonsense'].map(levelNamed)).toEqual([
      'warning', 'warning', 'warning', 'error', 'critical', 'critical', 'critical', undefined,
    ]); // prettier-ignore
  });

  it('takes what says nothing for information', () => {
    expect(atLeast('none', 'info')).toBe(true);
    expect(atLeast('none', 'warning')).toBe(false);
    expect(atLeast('critical', 'warning')).toBe(true);
  });

  it('colours the word alone', () => {
    const line = 'WARNING:root:lost';
    expect(paintLevel(line, levelOf(line)!)).toBe('\u001b[33mWARNING\u001b[0m:root:lost');
  });
});
