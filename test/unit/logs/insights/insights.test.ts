import { describe, expect, it } from 'vitest';
import { samples } from '../../../../src/logs/insights/samples.ts';
import { scopedQuery } from '../../../../src/logs/insights/scopedQuery.ts';
import { parseQuery } from '../../../../src/engine/services/logs/insights/syntax/queryParser.ts';
import { Work } from '../../../../src/engine/services/logs/regex/work.ts';
import { cellText, linesOf, sorted } from '../../../../webview/insights/results.ts';

const group = '/aws/sagemaker/TrainingJobs';

describe('a query over one job', () => {
  it('sees its streams only, whatever its name has in it', () => {
    const { text, offset } = scopedQuery([{ group, prefix: 'a.b+c/' }], '  fields @message');
    expect(text).toBe('filter @logStream like /^a\\.b\\+c\\// | fields @message');
    expect(text.slice(offset + 2)).toBe('fields @message');
    expect(scopedQuery([{ group, prefix: 'a/' }], '').text).toBe('filter @logStream like /^a\\//');
    expect(scopedQuery([{ group, prefix: 'a/' }], '| limit 1').text).toBe(
      'filter @logStream like /^a\\// | limit 1',
    );
  });

  it('has no filter where all streams are its own, and names several jobs or one host', () => {
    expect(scopedQuery([{ group: '/aws/sagemaker/Endpoints/e', prefix: '' }], 'limit 1')).toEqual({
      text: 'limit 1',
      offset: 0,
    });
    const several = scopedQuery(
      [
        { group, prefix: 'a/' },
        { group, prefix: 'b/' },
      ],
      'limit 1',
    );
    expect(several.text).toBe('filter @logStream like /^(?:a\\/|b\\/)/ | limit 1');
    const host = scopedQuery([{ group, prefix: 'a/', host: 'algo-2' }], 'limit 1').text;
    const pattern = new RegExp(/like \/(.*)\/ \|/.exec(host)?.[1] ?? '');
    expect(
      ['a/algo-2-1795', 'a/algo-2', 'a/algo-21-1795', 'b/algo-2-1'].map((name) => pattern.test(name)),
    ).toEqual([true, true, false, false]);
  });

  it('is refused when it is longer than CloudWatch takes', () => {
    expect(() => scopedQuery([{ group, prefix: 'a/' }], 'x'.repeat(10_000))).toThrow(
      'CloudWatch takes 10000',
    );
  });

  it.each(samples.map(({ name, text }) => [name, text]))('ready-made: %s is understood', (_, text) => {
    expect(parseQuery(scopedQuery([{ group, prefix: 'a/' }], text).text, new Work()).length).toBeGreaterThan(
      1,
    );
  });
});

const row = (...cells: (string | undefined)[]) => ({ cells, pointer: undefined });

describe('results', () => {
  it('are in order of a column, numbers by value, rows without one last', () => {
    const rows = [row('9'), row(undefined), row('10'), row('a')];
    const order = (descending: boolean) =>
      sorted(rows, { column: 0, descending }).map(({ cells }) => cells[0]);
    expect(order(false)).toEqual(['9', '10', 'a', undefined]);
    expect(order(true)).toEqual(['a', '10', '9', undefined]);
  });

  it('become lines where they are numbers over time', () => {
    const columns = ['minute', 'lines', 'what'];
    const rows = [row('2024-01-01 00:01:00.000', '2', 'x'), row('2024-01-01 00:00:00.000', '1', 'y')];
    expect(linesOf({ columns, rows })).toMatchObject([
      { label: 'lines', ys: [1, 2], xs: [1_704_067_200, 1_704_067_260] },
    ]);
    expect(linesOf({ columns: ['lines'], rows: [row('1'), row('2')] })).toEqual([]);
    expect(linesOf({ columns, rows: [...rows, row('2024-01-01 00:00:00.000', '3', 'z')] })).toEqual([]);
  });

  it('are written without the noise of binary fractions, and else as they came', () => {
    expect(cellText('0.048350000000000004')).toBe('0.04835');
    expect(cellText('0.025599999999999998')).toBe('0.0256');
    for (const text of [
      '0.0471',
      '12345678901234567890',
      '2026-11-22 01:37:51.000',
      'a 0.1234567890123456',
      '',
    ])
      expect(cellText(text)).toBe(text);
  });
});
