import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../../../../src/engine/services/logs/insights/run/pipeline.ts';
import { parseQuery } from '../../../../../src/engine/services/logs/insights/syntax/queryParser.ts';
import { Work } from '../../../../../src/engine/services/logs/regex/work.ts';

const place = { timestamp: 1, ingestionTime: 1, streamId: 1, streamName: 's', log: 'l', offset: 0, end: 1 };
const message = 'm'.repeat(250_000);

function push(query: string, events: number): Pipeline {
  const pipeline = new Pipeline(parseQuery(query, new Work()), 10_000);
  for (let n = 0; n < events; n++) pipeline.push({ ...place, timestamp: n, message });
  pipeline.end();
  return pipeline;
}

describe('a query over long events', () => {
  it.each([
    'fields @message',
    'fields @timestamp, concat(@message, @message) as x | sort x',
    'dedup @timestamp | stats count(*)',
    'tail 5000 | stats count(*)',
    'stats count(*) by concat(@message, @timestamp)',
    'stats latest(concat(@message, "")) by @timestamp',
    'stats max(concat(@message, "x")) by @timestamp',
    'fields jsonParse(concat("[\\"", @message, "\\"]")) as list',
  ])('fails before it takes the memory: %s', (query) => {
    expect(() => push(query, 1000)).toThrow('keeps too much');
  });

  it.each([
    ['stats count(*), count_distinct(concat(@message, @timestamp)) as c', 1],
    ['sort @timestamp desc | limit 3', 3],
    ['tail 3', 3],
    ['dedup @logStream', 1],
    ['fields jsonParse("[1, 2]") as list | unnest list into one | limit 3', 3],
  ])('goes on where little is kept: %s', (query, rows) => {
    expect(push(query, 1000).rows().length).toBe(rows);
  });
});
