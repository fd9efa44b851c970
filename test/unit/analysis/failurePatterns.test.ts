import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causeTable } from '../../../src/analysis/failures/causeTable.ts';
import { exitCodeIn } from '../../../src/analysis/failures/exitCode.ts';
import { isConsequence, readErrors } from '../../../src/analysis/failures/readErrors.ts';
import { HostProgress } from '../../../src/analysis/progress/hostProgress.ts';

const table = causeTable(JSON.parse(readFileSync('media/data/failures.json', 'utf8')));
/** Characters. */
const [short, long] = [1 << 12, 1 << 16];
/** Milliseconds below which a time says nothing. */
const noise = 100;

function time(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/**
 * Whether a text is read in about the time of its sixteen parts, and not in sixteen times that: by the best of some tries, and
 * each try as long as the other, as others work on this machine, too.
 */
function isLinear(act: (text: string) => unknown, piece: string): boolean {
  const of = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const [part, whole] = [of(short), of(long)];
  let [inParts, atOnce] = [Infinity, Infinity];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    atOnce = Math.min(
      atOnce,
      time(() => act(whole)),
    );
    if (atOnce < noise) return true;
    inParts = Math.min(
      inParts,
      time(() => {
        for (let at = 0; at < long; at += short) act(part);
      }),
    );
  }
  return atOnce < 5 * inParts;
}

/** What a pattern begins to match again and again, and never ends. */
function hostile(source: string): string[] {
  const words = source
    .replace(/\(\?<\w+>|\(\?[:=!]/g, '(')
    .replace(/\\([.()[\]{}'"/\\])/g, '$1')
    .split(/\\[swdSWDb]|[[\](){}|*+?^$]|\.(?=[*+])/)
    .filter((word) => word.length > 1);
  const pieces = new Set(words.flatMap((word) => [word, `${word} `, `${word}1 `, `${word}a.`]));
  return [...pieces, 'a', ' ', '1', "'", '/', 'a.', 's3://a', 'A '];
}

describe('lines of any length', () => {
  const patterns = table.causes.flatMap(({ id, when }) =>
    when.flatMap(({ error, reason, line }) =>
      [error, reason, line].flatMap((expression) => (expression ? [[id, expression] as const] : [])),
    ),
  );

  it.each(patterns)('are looked through for %s in a time that grows as they do', (_, expression) => {
    const slow = hostile(expression.source).filter(
      (piece) => !isLinear((text) => expression.test(text), piece),
    );
    expect(slow).toEqual([]);
  });

  it.each([
    ['errors', (line: string) => readErrors(['Traceback (most recent call last):', line, line])],
    [
      'errors of a group',
      (line: string) => readErrors(['  + Exception Group Traceback (most recent call last):', line]),
    ],
    [
      'consequences',
      (error: string) =>
        isConsequence({ frames: [], group: [], error, lane: '', first: 0, last: 0, survived: false }),
    ],
    ['exit codes', exitCodeIn],
    [
      'progress',
      (line: string) => {
        const host = new HostProgress({ epochs: undefined, steps: undefined });
        for (const each of ['epoch     train_loss  valid_loss', line, `0 ${line}`, `0 1.0 ${line}`])
          host.push(each, 0);
      },
    ],
  ])('are read for %s in a time that grows as they do', (_, read) => {
    const pieces = [
      'a',
      ' ',
      '1',
      'a.',
      'a/',
      'x.sh: ',
      ': ',
      '│ a.py:1 in b ',
      '.py',
      '  File "a", line 1',
      'Traceback (most recent call last):',
      'Gloo',
      'exit code: 1 ',
      '─',
      '- ',
      '+-',
      '11:11 ',
      '1 1 ',
      'pid=1 ',
      '(a ',
    ];
    expect(pieces.filter((piece) => !isLinear(read, piece))).toEqual([]);
  });
});
