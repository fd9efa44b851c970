import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteQueryDefinitionCommand,
  DescribeQueriesCommand,
  DescribeQueryDefinitionsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  MalformedQueryException,
  PutLogEventsCommand,
  PutQueryDefinitionCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from './harness.ts';

const GROUP = '/aws/sagemaker/TrainingJobs';
/** A whole hour, an hour and more back. */
const START = Math.floor(Date.now() / 3_600_000 - 2) * 3_600_000;
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  await engine.logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await put('job-a/algo-1-1', [
    [0, 'INFO starting'],
    [1_000, 'epoch 1 loss=0.5 time=1.5s'],
    [61_000, 'epoch 2 loss=0.25 time=0.5s'],
    [121_000, 'ERROR (worker 7) lost: [disk full]'],
    [122_000, '{"level":"warn","step":3,"batch":{"size":8,"parts":[{"id":"x"}]},"ok":true,"msg":"slow"}'],
    [123_000, '{"level":"info","step":12,"batch":{"size":16}}'],
  ]);
  await put('job-b/algo-1-1', [
    [500, 'epoch 1 loss=2 time=3s'],
    [62_000, 'epoch 2 loss=1 time=2s'],
  ]);
});
afterAll(() => engine.stop());

async function put(logStreamName: string, events: readonly (readonly [number, string])[], group = GROUP) {
  await engine.logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName }));
  const logEvents = events.map(([after, message]) => ({ timestamp: START + after, message }));
  await engine.logs.send(new PutLogEventsCommand({ logGroupName: group, logStreamName, logEvents }));
}

const over = ({ status }: GetQueryResultsCommandOutput): boolean =>
  status !== 'Scheduled' && status !== 'Running';

async function start(queryString: string, options: Partial<StartQueryCommandInput> = {}): Promise<string> {
  const range = { startTime: START / 1000, endTime: START / 1000 + 3600 };
  const { queryId } = await engine.logs.send(
    new StartQueryCommand({ logGroupName: GROUP, ...range, queryString, ...options }),
  );
  if (queryId === undefined) throw new Error('No query id.');
  return queryId;
}

async function results(queryString: string, options: Partial<StartQueryCommandInput> = {}) {
  const queryId = await start(queryString, options);
  return until(() => engine.logs.send(new GetQueryResultsCommand({ queryId })), over);
}

/** Each row as an object, without its pointer. */
async function rows(
  queryString: string,
  options: Partial<StartQueryCommandInput> = {},
): Promise<Record<string, string | undefined>[]> {
  const answer = await results(queryString, options);
  expect(answer.status).toBe('Complete');
  return (answer.results ?? []).map((row) =>
    Object.fromEntries(
      row.filter(({ field }) => field !== '@ptr').map(({ field = '', value }) => [field, value]),
    ),
  );
}

const at = (after: number): string =>
  new Date(START + after).toISOString().replace('T', ' ').replace('Z', '');

describe('a query', () => {
  it('without commands shows time and message, newest first, with a pointer to the whole record', async () => {
    const answer = await results('', { limit: 2 });
    expect(answer).toMatchObject({
      status: 'Complete',
      queryLanguage: 'CWLI',
      statistics: { recordsMatched: 8, recordsScanned: 8, logGroupsScanned: 1, resultCount: 2 },
    });
    expect(answer.statistics?.bytesScanned).toBeGreaterThan(8 * 26);
    const [newest, second] = answer.results ?? [];
    expect(newest?.map(({ field }) => field)).toEqual(['@timestamp', '@message', '@ptr']);
    expect(newest?.[0]?.value).toBe(at(123_000));
    const logRecordPointer = second?.find(({ field }) => field === '@ptr')?.value;
    const { logRecord } = await engine.logs.send(new GetLogRecordCommand({ logRecordPointer }));
    expect(logRecord).toMatchObject({
      '@timestamp': at(122_000),
      '@logStream': 'job-a/algo-1-1',
      '@log': `${engine.state.accountId}:${GROUP}`,
      'batch.parts.0.id': 'x',
      ok: '1',
      step: '3',
    });
  });

  it.each([
    ['filter @message like "ERROR"', 1],
    ['filter @message like /(?i)error/', 1],
    ['filter @message =~ /epoch \\d/', 4],
    ['filter @message not like /epoch/', 4],
    ['filter not (@message like /epoch/ or level = "warn")', 3],
    ['filter level in ["warn", "info"] and step >= 12', 1],
    ['filter step > 3', 1],
    ["filter level = 'warn' and ok = 1", 1],
    ['filter ispresent(batch.size)', 2],
    ['where batch.parts.0.id = "x"', 1],
    ['filter @logStream like "job-b/"', 2],
    ['# what is lost\nfilter @message like /lost/ # so', 1],
    ['filter strlen(@message) < 14', 1],
    ['filter step % 2 = 1 and step ^ 2 = 9 and -step + 4 = 1', 1],
  ])('%s matches %i', async (query, count) => {
    const answer = await results(query);
    expect(answer).toMatchObject({ status: 'Complete', statistics: { recordsMatched: count } });
    expect(answer.results).toHaveLength(count);
  });

  it('takes texts apart by wildcards and by expressions with groups', async () => {
    expect(
      await rows(
        'parse @message "epoch * loss=* time=*s" as epoch, loss, secs | filter loss < 1 | display epoch, loss, secs',
      ),
    ).toEqual([
      { epoch: '2', loss: '0.25', secs: '0.5' },
      { epoch: '1', loss: '0.5', secs: '1.5' },
    ]);
    expect(
      await rows(
        'parse @message /(?<level>[A-Z]+) \\(worker (?<worker>\\d+)\\)/ | filter ispresent(worker) | fields worker, level',
      ),
    ).toEqual([
      {
        '@timestamp': at(121_000),
        '@message': 'ERROR (worker 7) lost: [disk full]',
        worker: '7',
        level: 'ERROR',
      },
    ]);
    expect(
      await rows('filter @message like /lost/ | parse @message /\\[(.*)\\]/ as what | display what'),
    ).toEqual([{ what: 'disk full' }]);
  });

  it('counts and measures by fields and by time', async () => {
    expect(await rows('stats count(*) as lines by bin(1m) as minute | sort minute asc')).toEqual([
      { minute: at(0), lines: '3' },
      { minute: at(60_000), lines: '2' },
      { minute: at(120_000), lines: '3' },
    ]);
    expect(
      await rows(`filter @message like /loss/ | parse @message "loss=* time=*s" as loss, secs
        | stats avg(loss), sum(secs) as total, min(loss), max(loss), pct(secs, 50), stddev(secs), count(*), count_distinct(@logStream) as streams`),
    ).toEqual([
      {
        'avg(loss)': '0.9375',
        total: '7',
        'min(loss)': '0.25',
        'max(loss)': '2',
        'pct(secs, 50)': '1.75',
        'stddev(secs)': String(Math.sqrt(0.8125)),
        'count(*)': '4',
        streams: '2',
      },
    ]);
    expect(
      await rows(`parse @message "loss=* " as loss | filter ispresent(loss)
        | stats latest(loss) as last, earliest(loss) as first, sortsFirst(loss) as least, max(loss) / count(*) as share by @logStream
        | sort @logStream asc`),
    ).toEqual([
      { '@logStream': 'job-a/algo-1-1', last: '0.25', first: '0.5', least: '0.25', share: '0.25' },
      { '@logStream': 'job-b/algo-1-1', last: '1', first: '2', least: '1', share: '1' },
    ]);
    expect(await rows('stats count(*) by @logStream, bin(1m) | stats max(`count(*)`) as busiest')).toEqual([
      { busiest: '3' },
    ]);
    expect(await rows('filter @message like "never" | stats count(*)')).toEqual([{ 'count(*)': '0' }]);
  });

  it('keeps events of the same time in the order in which they were written when the order is ascending', async () => {
    await engine.logs.send(new CreateLogGroupCommand({ logGroupName: '/same' }));
    await put(
      's',
      ['first', 'second', 'third'].map((message) => [0, message] as const),
      '/same',
    );
    const asked = (order: string) =>
      rows(`sort @timestamp ${order} | display @message`, { logGroupName: '/same' });
    expect((await asked('asc')).map((row) => row['@message'])).toEqual(['first', 'second', 'third']);
    expect((await asked('desc')).map((row) => row['@message'])).toEqual(['third', 'second', 'first']);
  });

  it('sorts, limits and takes duplicates out', async () => {
    expect(
      await rows(
        'parse @message "loss=* " as loss | filter ispresent(loss) | sort loss desc | limit 2 | display loss',
      ),
    ).toEqual([{ loss: '2' }, { loss: '1' }]);
    expect(
      await rows(
        'parse @message "epoch * loss=* " as epoch, loss | filter ispresent(epoch) | sort loss asc | dedup epoch | display epoch, loss',
      ),
    ).toEqual([
      { epoch: '2', loss: '0.25' },
      { epoch: '1', loss: '0.5' },
    ]);
    expect(await rows('display @logStream | dedup @logStream')).toEqual([
      { '@logStream': 'job-a/algo-1-1' },
      { '@logStream': 'job-b/algo-1-1' },
    ]);
  });

  it('has functions of texts, numbers and times', async () => {
    const [row] = await rows(`filter step = 3 | display toupper(level) as u, concat(level, "-", step) as c,
      substr(msg, 1, 2) as s, replace(msg, "s", "S") as r, strcontains(msg, "low") as has, trim("  x ") as t,
      coalesce(missing, level) as f, isempty(missing) as e, isblank(" ") as b, ceil(step / 2) as n, abs(-2.5) as a,
      greatest(1, step, 2) as g, datefloor(@timestamp, 1h) as h, dateceil(@timestamp, 1h) as k,
      fromMillis(0) as z, toMillis(@timestamp) as m, if(step > 1, "many", "one") as w, step / 0 as none`);
    expect(row).toEqual({
      ...{
        u: 'WARN',
        c: 'warn-3',
        s: 'lo',
        r: 'Slow',
        has: '1',
        t: 'x',
        f: 'warn',
        e: '1',
        b: '1',
        n: '2',
        a: '2.5',
      },
      ...{
        g: '3',
        h: at(0),
        k: at(3_600_000),
        z: '1970-01-01 00:00:00.000',
        m: String(START + 122_000),
        w: 'many',
      },
    });
  });

  it('reads JSON into maps and lists, makes rows of their items, and knows addresses', async () => {
    const parsed = 'filter step = 3 | fields jsonParse(@message) as j';
    expect(
      await rows(`${parsed} | display j.batch.parts[0].id as id, batch.parts[0].id, j.\`msg\`, j.none`),
    ).toEqual([{ id: 'x', 'batch.parts[0].id': 'x', 'j.msg': 'slow' }]);
    expect(
      await rows(`${parsed}, jsonParse("[1") as bad | display jsonStringify(j.batch) as text, bad`),
    ).toEqual([{ text: '{"size":8,"parts":[{"id":"x"}]}' }]);
    const items = 'jsonParse("[{\\"n\\":\\"a\\",\\"v\\":2},{\\"n\\":\\"b\\",\\"v\\":5},7]")';
    expect(
      await rows(`filter step > 0 | fields ${items} as l | unnest l into it | stats sum(it.v) by it.n`),
    ).toEqual([{ 'it.n': 'a', 'sum(it.v)': '4' }, { 'it.n': 'b', 'sum(it.v)': '10' }, {}]);
    expect(await rows('filter step = 3 | unnest step into n | unnest missing into m | display n, m')).toEqual(
      [],
    );
    const [row] = await rows(`limit 1 | display isIpInSubnet("10.0.0.5", "10.0.0.0/24") as a,
      isIpv4InSubnet("10.0.1.5", "10.0.0.0/24") as b, isIpv6InSubnet("2001:db8::1", "2001:db8::/32") as c,
      isIpv6InSubnet("10.0.0.5", "10.0.0.0/24") as d, isIpInSubnet("x", "10.0.0.0/99") as e`);
    expect(row).toEqual({ a: '1', b: '0', c: '1', d: '0', e: '0' });
  });

  it('looks only at its time range, its groups, and what retention has left', async () => {
    const from = START / 1000 + 61;
    expect(await rows('stats count(*) as n', { startTime: from, endTime: from })).toEqual([{ n: '1' }]);
    await engine.logs.send(new CreateLogGroupCommand({ logGroupName: '/other' }));
    await put('s', [[-5 * 86_400_000, 'old']], '/other');
    await put('t', [[0, 'new']], '/other');
    await engine.logs.send(new PutRetentionPolicyCommand({ logGroupName: '/other', retentionInDays: 3 }));
    const both = { logGroupName: undefined, logGroupNames: [GROUP, '/other'], startTime: 0 };
    expect(await rows('stats count(*) as n by @log | sort n asc', both)).toEqual([
      { '@log': `${engine.state.accountId}:/other`, n: '1' },
      { '@log': `${engine.state.accountId}:${GROUP}`, n: '8' },
    ]);
    const missing = start('', { logGroupName: '/none' });
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(start('', { logGroupNames: ['/other'] })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(start('', { queryLanguage: 'SQL' })).rejects.toThrow('not SQL');
  });
});

describe('a query that cannot be understood', () => {
  it.each([
    ['fields @timestamp | count()', 20, 'count'],
    ['filter @message like /(?=x)/', 21, 'looking ahead'],
    ['pattern @message', 0, 'does not have the command "pattern"'],
    ['unnest items', 12, 'expecting into'],
    ['fields a | diff', 11, 'does not have the command "diff"'],
    ['filter level ==', 14, 'expecting a field'],
    ['stats avg(x) | filter y > 1', 22, 'unknown field "y"'],
    ['fields nosuch(1)', 7, 'function "nosuch"'],
    ['filter count(*) > 1', 7, 'only in stats'],
    ['limit 0', 6, 'from 1 to'],
    ['fields a |', 10, 'the end of the query'],
    ['parse @message "* *" as a', 0, '2 wildcards'],
    ['parse @message /(a)/', 15, 'needs a name'],
    ['stats count(*) by bin(5)', 22, 'a period'],
    ['filter substr(a) = 1', 7, 'takes 2 to 3 operands'],
    [`filter ${'('.repeat(200)}a${')'.repeat(200)}`, 107, 'nested too deep'],
  ])('%s', async (query, place, why) => {
    const failure: unknown = await start(query).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MalformedQueryException);
    const { queryCompileError, message } = failure as MalformedQueryException;
    expect(message).toContain(why);
    expect(queryCompileError).toMatchObject({ message, location: { startCharOffset: place } });
    expect(queryCompileError?.location?.endCharOffset).toBeGreaterThanOrEqual(place);
  });
});

describe('queries', () => {
  it('are listed, and stopped only while they run', async () => {
    const queryId = await start('stats count(*)');
    await until(() => engine.logs.send(new GetQueryResultsCommand({ queryId })), over);
    const { queries } = await engine.logs.send(
      new DescribeQueriesCommand({ logGroupName: GROUP, status: 'Complete' }),
    );
    expect(queries?.[0]).toMatchObject({
      queryId,
      queryString: 'stats count(*)',
      status: 'Complete',
      logGroupName: GROUP,
    });
    const stop = engine.logs.send(new StopQueryCommand({ queryId }));
    await expect(stop).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const unknown = engine.logs.send(new GetQueryResultsCommand({ queryId: 'none' }));
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('fail when they would keep everybody waiting, and take events that are nested without end', async () => {
    const group = '/nasty';
    await engine.logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    let seed = 1;
    const letter = (): string =>
      ((seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >> 16) & 1 ? 'a' : 'b';
    await put('letters', [[0, Array.from({ length: 400_000 }, letter).join('')]], group);
    await put('nested', [[1, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`]], group);
    const options = { logGroupName: group };
    expect(await results('filter @message like /(a|b)*a(a|b){14}c/', options)).toMatchObject({
      status: 'Failed',
    });
    const answer = await results(
      'fields @logStream, a, a.a.a as deep | filter @logStream like /n(?<x>e)s/',
      options,
    );
    expect(answer.status).toBe('Complete');
    const [row = []] = answer.results ?? [];
    expect(row[0]).toEqual({ field: '@logStream', value: 'nested' });
    const logRecordPointer = row.find(({ field }) => field === '@ptr')?.value;
    const { logRecord } = await engine.logs.send(new GetLogRecordCommand({ logRecordPointer }));
    expect(logRecord).toMatchObject({ '@logStream': 'nested' });
  });

  /** A query that was stopped after its first events. Where the machine is busy some are over before anybody looks. */
  async function stoppedAtWork(query: string): Promise<GetQueryResultsCommandOutput> {
    for (let attempt = 1; ; attempt++) {
      const queryId = await start(query);
      const look = () => engine.logs.send(new GetQueryResultsCommand({ queryId }));
      const { status } = await until(look, ({ statistics }) => (statistics?.recordsScanned ?? 0) > 0);
      if (status === 'Complete' && attempt < 10) continue;
      const { success } = await engine.logs
        .send(new StopQueryCommand({ queryId }))
        .catch((error: unknown) => {
          if (attempt === 10) throw error;
          return { success: false };
        });
      if (success === true) return look();
    }
  }

  it('stop in the middle of a large log, in pages when they give many rows, while others are answered', async () => {
    await put('large', [[0, 'first']]);
    const folder = join(engine.dataDir, 'logs', engine.state.region);
    const file =
      (await readdir(folder, { recursive: true })).find((name) => /large-\d+\.log$/.test(name)) ?? '';
    const line = (n: number): string =>
      `${START + 1000 + n}\t${START}\tstep ${n} took ${n % 97} ms of work on a batch\n`;
    const lines = 200_000;
    for (let n = 0; n < lines; n += 50_000)
      await appendFile(join(folder, file), Array.from({ length: 50_000 }, (_, k) => line(n + k)).join(''));

    const slow = 'parse @message /(?<a>\\w+) (?<n>\\d+) took (?<ms>\\d+)/ | stats avg(ms) by a';
    const stopped = await stoppedAtWork(slow);
    expect(stopped.status).toBe('Cancelled');
    expect(stopped.statistics?.recordsScanned).toBeLessThan(lines);

    const began = performance.now();
    const answer = await results(
      'filter @logStream = "large" | stats count(*) as n, pct(strlen(@message), 99) as p',
    );
    console.log(`${lines} lines in ${Math.round(performance.now() - began)} ms`);
    expect(answer.results).toEqual([
      [
        { field: 'n', value: String(lines + 1) },
        { field: 'p', value: expect.any(String) as string },
      ],
    ]);

    const many = await start('filter @logStream = "large" | display @message', { limit: 25_000 });
    await until(() => engine.logs.send(new GetQueryResultsCommand({ queryId: many })), over);
    let [count, nextToken]: [number, string | undefined] = [0, undefined];
    do {
      const page: GetQueryResultsCommandOutput = await engine.logs.send(
        new GetQueryResultsCommand({ queryId: many, nextToken }),
      );
      count += page.results?.length ?? 0;
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(count).toBe(25_000);
  }, 60_000);
});

describe('saved queries', () => {
  it('are kept over a restart, changed and deleted', async () => {
    const queryString = 'filter @message like /ERROR/';
    const { queryDefinitionId } = await engine.logs.send(
      new PutQueryDefinitionCommand({ name: 'jobs/errors', queryString, logGroupNames: [GROUP] }),
    );
    await engine.restart();
    const list = () =>
      engine.logs.send(new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: 'jobs/' }));
    expect((await list()).queryDefinitions).toMatchObject([
      { queryDefinitionId, queryString, logGroupNames: [GROUP] },
    ]);
    await engine.logs.send(
      new PutQueryDefinitionCommand({ queryDefinitionId, name: 'jobs/all', queryString: 'limit 5' }),
    );
    expect((await list()).queryDefinitions).toMatchObject([{ queryDefinitionId, name: 'jobs/all' }]);
    const remove = () => engine.logs.send(new DeleteQueryDefinitionCommand({ queryDefinitionId }));
    expect(await remove()).toMatchObject({ success: true });
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
