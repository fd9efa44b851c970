import { createHash } from 'node:crypto';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandOutput,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetLogGroupFieldsCommand,
  ListLogGroupsCommand,
  type GetLogEventsCommandOutput,
  ListTagsForResourceCommand,
  paginateDescribeLogStreams,
  paginateFilterLogEvents,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  TestMetricFilterCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from './harness.ts';

const HOUR = 3_600_000;
let engine: TestEngine;
let made = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** A fresh group with streams. */
async function group(...streams: string[]): Promise<string> {
  const logGroupName = `/test/group-${made++}`;
  await engine.logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (const logStreamName of streams) {
    await engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  }
  return logGroupName;
}

function put(logGroupName: string, logStreamName: string, events: readonly (readonly [number, string])[]) {
  return engine.logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: events.map(([timestamp, message]) => ({ timestamp, message })),
    }),
  );
}

function get(
  logGroupName: string,
  options: Partial<ConstructorParameters<typeof GetLogEventsCommand>[0]> = {},
) {
  return engine.logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 's', ...options }));
}

describe('groups and streams', () => {
  it('are created once, described with both ARNs, and deleted with what they hold', async () => {
    const logGroupName = await group('s');
    const again = engine.logs.send(new CreateLogGroupCommand({ logGroupName }));
    await expect(again).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    const twice = engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
    await expect(twice).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });

    const described = new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName });
    const [found] = (await engine.logs.send(described)).logGroups ?? [];
    const arn = `arn:aws:logs:${engine.state.region}:${engine.state.accountId}:log-group:${logGroupName}`;
    expect(found).toMatchObject({ logGroupName, arn: `${arn}:*`, logGroupArn: arn, storedBytes: 0 });

    await put(logGroupName, 's', [[Date.now(), 'gone soon']]);
    await engine.logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await expect(get(logGroupName)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    await engine.logs.send(new CreateLogGroupCommand({ logGroupName }));
    await expect(get(logGroupName)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
    await engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
    expect((await get(logGroupName)).events).toEqual([]);
  });

  it('are listed by prefix, pattern and page', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await engine.logs.send(new CreateLogGroupCommand({ logGroupName: `/paged/${name}/logs` }));
    }
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page: DescribeLogGroupsCommandOutput = await engine.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: '/paged/', limit: 2, nextToken }),
      );
      names.push(...(page.logGroups ?? []).map((g) => g.logGroupName));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `/paged/${name}/logs`));
    const byPattern = await engine.logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: 'ed/c' }));
    expect(byPattern.logGroups?.map((g) => g.logGroupName)).toEqual(['/paged/c/logs']);
    const wrong = engine.logs.send(new DescribeLogGroupsCommand({ nextToken: 'nonsense' }));
    await expect(wrong).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('lists groups by patterns of their names, class and tags, in pages', async () => {
    for (const name of ['/listed/a', '/listed/b', '/other/listed/c'])
      await engine.logs.send(
        new CreateLogGroupCommand({ logGroupName: name, tags: { team: name.slice(-1) } }),
      );
    type Input = NonNullable<ConstructorParameters<typeof ListLogGroupsCommand>[0]>;
    const list = async (input: Input) => {
      const { logGroups = [], nextToken } = await engine.logs.send(new ListLogGroupsCommand(input));
      return { names: logGroups.map(({ logGroupName }) => logGroupName), nextToken, logGroups };
    };
    expect((await list({ logGroupNamePattern: '^/listed' })).names).toEqual(['/listed/a', '/listed/b']);
    expect((await list({ logGroupNamePattern: '^/listed/a|listed/c' })).names).toEqual([
      '/listed/a',
      '/other/listed/c',
    ]);
    const first = await list({ logGroupNamePattern: 'listed', limit: 2 });
    expect(first.logGroups[0]).toEqual({
      logGroupName: '/listed/a',
      logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/listed/a',
      logGroupClass: 'STANDARD',
    });
    const { nextToken = '' } = first;
    expect((await list({ logGroupNamePattern: 'listed', limit: 2, nextToken })).names).toEqual([
      '/other/listed/c',
    ]);
    const logGroupTags = [{ key: 'team', values: ['b', 'c'] }];
    expect((await list({ logGroupTags, logGroupNamePattern: '^/listed' })).names).toEqual(['/listed/b']);
    expect((await list({ logGroupClass: 'INFREQUENT_ACCESS' })).names).toEqual([]);
    await expect(list({ logGroupNamePattern: 'x*' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('tells which fields events have, around a time', async () => {
    const logGroupName = await group('s');
    const now = Date.now();
    await put(logGroupName, 's', [
      [now - HOUR, '{"old": 1}'],
      [now - 3000, '{"level": "info", "a": {"b": [1, null]}}'],
      [now - 2000, '{"level": "error"}'],
      [now - 1000, 'text'],
    ]);
    const fields = async (input: { time?: number }) => {
      const { logGroupFields = [] } = await engine.logs.send(
        new GetLogGroupFieldsCommand({ logGroupName, ...input }),
      );
      return Object.fromEntries(logGroupFields.map(({ name = '', percent }) => [name, percent]));
    };
    const every = {
      '@message': 100,
      '@timestamp': 100,
      '@ingestionTime': 100,
      '@logStream': 100,
      '@log': 100,
    };
    const recent = await fields({});
    expect(recent).toEqual({ ...every, level: 66, 'a.b.0': 33 });
    expect(Object.values(recent)).toEqual(Object.values(recent).toSorted((a = 0, b = 0) => b - a));
    expect(await fields({ time: Math.floor((now - HOUR) / 1000) })).toEqual({ ...every, old: 100 });
    expect(await fields({ time: 1 })).toEqual({});
  });

  it('tests patterns of metric filters', async () => {
    const logEventMessages = ['{"latency": 12}', 'no JSON', '{"latency": 40, "code": 200}'];
    const test = new TestMetricFilterCommand({ filterPattern: '{ $.latency > 20 }', logEventMessages });
    expect((await engine.logs.send(test)).matches).toEqual([
      { eventNumber: 2, eventMessage: logEventMessages[2], extractedValues: { '$.latency': '40' } },
    ]);
    const wrong = new TestMetricFilterCommand({ filterPattern: '{ $.latency', logEventMessages });
    await expect(engine.logs.send(wrong)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('list streams by name and by last event, both ways and paged, with the times of their events', async () => {
    const logGroupName = await group('a/1', 'a/2', 'b/1');
    const now = Date.now();
    await put(logGroupName, 'a/1', [[now, 'x']]);
    await put(logGroupName, 'a/2', [
      [now - 2 * HOUR, 'x'],
      [now - HOUR, 'y'],
    ]);
    await put(logGroupName, 'b/1', [[now - 3 * HOUR, 'x']]);
    const list = async (options: object) =>
      (await engine.logs.send(new DescribeLogStreamsCommand({ logGroupName, ...options }))).logStreams ?? [];
    expect((await list({})).map((s) => s.logStreamName)).toEqual(['a/1', 'a/2', 'b/1']);
    expect((await list({ logStreamNamePrefix: 'a/' })).map((s) => s.logStreamName)).toEqual(['a/1', 'a/2']);
    const byTime = await list({ orderBy: 'LastEventTime', descending: true });
    expect(byTime.map((s) => s.logStreamName)).toEqual(['a/1', 'a/2', 'b/1']);
    expect(byTime[1]).toMatchObject({ firstEventTimestamp: now - 2 * HOUR, lastEventTimestamp: now - HOUR });
    expect(byTime[1]?.lastIngestionTime).toBeGreaterThanOrEqual(now);
    await expect(list({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' })).rejects.toThrow(
      'LastEventTime',
    );
    const paged: (string | undefined)[] = [];
    for await (const page of paginateDescribeLogStreams(
      { client: engine.logs, pageSize: 1 },
      { logGroupName, descending: true },
    )) {
      paged.push(...(page.logStreams ?? []).map((s) => s.logStreamName));
    }
    expect(paged).toEqual(['b/1', 'a/2', 'a/1']);
    await engine.logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'a/1' }));
    expect((await list({})).map((s) => s.logStreamName)).toEqual(['a/2', 'b/1']);
  });

  it('carry tags', async () => {
    const logGroupName = await group();
    const resourceArn = `arn:aws:logs:${engine.state.region}:${engine.state.accountId}:log-group:${logGroupName}`;
    await engine.logs.send(new TagResourceCommand({ resourceArn, tags: { team: 'birds', x: 'y' } }));
    await engine.logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ['x'] }));
    const { tags } = await engine.logs.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ team: 'birds' });
  });

  it('refuse names that AWS refuses', async () => {
    const colon = engine.logs.send(new CreateLogGroupCommand({ logGroupName: 'a:b' }));
    await expect(colon).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const star = engine.logs.send(
      new CreateLogStreamCommand({ logGroupName: await group(), logStreamName: 'a*b' }),
    );
    await expect(star).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('PutLogEvents', () => {
  it('keeps any text, and older events that come later in their place in time', async () => {
    const name = await group('s');
    const now = Date.now();
    await put(name, 's', [
      [now, 'line\nbreaks\r\nand \\n \t tabs'],
      [now + 1, 'ünïcödé 🐧 \u2028'],
    ]);
    await put(name, 's', [
      [now - HOUR, 'older'],
      [now, 'same time, later'],
    ]);
    const { events } = await get(name, { startFromHead: true });
    expect(events?.map((e) => e.message)).toEqual([
      'older',
      'line\nbreaks\r\nand \\n \t tabs',
      'same time, later',
      'ünïcödé 🐧 \u2028',
    ]);
    expect(events?.map((e) => e.timestamp)).toEqual([now - HOUR, now, now, now + 1]);
  });

  it('reports what is too old, expired or too new and takes the rest', async () => {
    const name = await group('s');
    const now = Date.now();
    const old = await put(name, 's', [
      [now - 15 * 24 * HOUR, 'too old'],
      [now, 'kept'],
    ]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    const early = await put(name, 's', [
      [now, 'kept too'],
      [now + 3 * HOUR, 'too new'],
    ]);
    expect(early.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    await engine.logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: 1 }));
    const expired = await put(name, 's', [
      [now - 25 * HOUR, 'expired'],
      [now, 'kept as well'],
    ]);
    expect(expired.rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    const fine = await put(name, 's', [[now, 'last']]);
    expect(fine.rejectedLogEventsInfo).toBeUndefined();
    expect((await get(name)).events?.map((e) => e.message)).toEqual([
      'kept',
      'kept too',
      'kept as well',
      'last',
    ]);
  });

  it('refuses batches that AWS refuses, whole', async () => {
    const name = await group('s');
    const now = Date.now();
    const refused = async (events: [number, string][], words: RegExp | string) => {
      await expect(put(name, 's', events)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringMatching(words) as string,
      });
    };
    await refused(
      [
        [now, 'b'],
        [now - 1, 'a'],
      ],
      'chronological order',
    );
    await refused(
      [
        [now - 25 * HOUR, 'a'],
        [now, 'b'],
      ],
      '24 hours',
    );
    await refused([[now, 'x'.repeat(1_048_576 - 25)]], '1048577 bytes exceeds limit of 1048576');
    await refused(
      Array.from({ length: 10_001 }, () => [now, 'x']),
      '10000',
    );
    await refused([], 'greater than or equal to 1');
    expect((await get(name)).events).toEqual([]);
    await put(name, 's', [[now, 'x'.repeat(1_048_576 - 26)]]);
    expect((await get(name)).events?.[0]?.message?.length).toBe(1_048_550);
  });
});

describe('GetLogEvents', () => {
  it('has the window, the latest events by default, and the same token at each end', async () => {
    const name = await group('s');
    const empty = await get(name, { startFromHead: true });
    expect(empty.events).toEqual([]);
    expect(empty.nextForwardToken).toMatch(/^f\//);
    const now = Date.now();
    await put(
      name,
      's',
      Array.from({ length: 10 }, (_, n) => [now + n, `${n}`] as const),
    );
    const texts = (answer: GetLogEventsCommandOutput) => answer.events?.map((e) => e.message).join('');
    expect(texts(await get(name, { nextToken: empty.nextForwardToken, startFromHead: true }))).toBe(
      '0123456789',
    );
    expect(texts(await get(name, { limit: 3 }))).toBe('789');
    expect(texts(await get(name, { limit: 3, startFromHead: true }))).toBe('012');
    expect(texts(await get(name, { startTime: now + 2, endTime: now + 5 }))).toBe('234');

    const last = await get(name, { limit: 4 });
    const end = await get(name, { nextToken: last.nextForwardToken });
    expect(end).toMatchObject({ events: [], nextForwardToken: last.nextForwardToken });
    await put(name, 's', [[now + 10, 'new']]);
    const later = await get(name, { nextToken: end.nextForwardToken });
    expect(texts(later)).toBe('new');
    const before = await get(name, { nextToken: last.nextBackwardToken, limit: 4 });
    expect(texts(before)).toBe('2345');
    const first = await get(name, { nextToken: before.nextBackwardToken, limit: 4 });
    expect(texts(first)).toBe('01');
    const head = await get(name, { nextToken: first.nextBackwardToken });
    expect(head).toMatchObject({ events: [], nextBackwardToken: first.nextBackwardToken });
    expect(texts(await get(name, { nextToken: head.nextForwardToken, limit: 2 }))).toBe('01');
    await expect(get(name, { nextToken: 'f/forged' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('hides what the retention has passed, and shows it again when there is none', async () => {
    const name = await group('s');
    const now = Date.now();
    await put(name, 's', [[now - 30 * HOUR, 'old']]);
    await put(name, 's', [[now, 'new']]);
    const all = async () => (await get(name)).events?.map((e) => e.message);
    await engine.logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: 1 }));
    expect(await all()).toEqual(['new']);
    const bad = engine.logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: 2 }));
    await expect(bad).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await engine.logs.send(new DeleteRetentionPolicyCommand({ logGroupName: name }));
    expect(await all()).toEqual(['old', 'new']);
  });

  it('takes an ARN for the group, and neither both nor none', async () => {
    const name = await group('s');
    await put(name, 's', [[Date.now(), 'here']]);
    const arn = `arn:aws:logs:${engine.state.region}:${engine.state.accountId}:log-group:${name}`;
    const byArn = await get(name, { logGroupName: undefined, logGroupIdentifier: arn });
    expect(byArn.events?.length).toBe(1);
    await expect(get(name, { logGroupIdentifier: arn })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(get(name, { logGroupName: undefined })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('100,000 lines', () => {
  const COUNT = 100_000;
  const expected = Array.from(
    { length: COUNT },
    (_, n) => `line ${n} ${createHash('md5').update(`${n}`).digest('hex')}`,
  );

  it('are paged forward and backward, each exactly once, and filtered', async () => {
    const name = await group('s');
    const begin = Date.now() - HOUR;
    for (let n = 0; n < COUNT; n += 10_000) {
      const batch = expected
        .slice(n, n + 10_000)
        .map((text, i) => [begin + Math.floor((n + i) / 7), text] as const);
      await put(name, 's', batch);
    }
    const walk = async (startFromHead: boolean) => {
      const pages: string[][] = [];
      let nextToken: string | undefined;
      for (;;) {
        const page = await get(name, { startFromHead, nextToken });
        const token = startFromHead ? page.nextForwardToken : page.nextBackwardToken;
        if (token === nextToken) return pages;
        nextToken = token;
        pages.push((page.events ?? []).map((e) => e.message ?? ''));
      }
    };
    expect((await walk(true)).flat()).toEqual(expected);
    expect((await walk(false)).reverse().flat()).toEqual(expected);

    const filtered: string[] = [];
    const ids = new Set<string | undefined>();
    for await (const page of paginateFilterLogEvents({ client: engine.logs }, { logGroupName: name })) {
      for (const event of page.events ?? []) {
        filtered.push(event.message ?? '');
        ids.add(event.eventId);
      }
    }
    expect(filtered).toEqual(expected);
    expect(ids.size).toBe(COUNT);
    const pattern = new FilterLogEventsCommand({ logGroupName: name, filterPattern: '"line 99999 "' });
    expect((await engine.logs.send(pattern)).events?.map((e) => e.message)).toEqual([expected.at(-1)]);

    await engine.restart();
    expect((await get(name, { limit: 2 })).events?.map((e) => e.message)).toEqual(expected.slice(-2));
  });
});

describe('FilterLogEvents', () => {
  it('interleaves streams by time over pages, by name, prefix, window and pattern', async () => {
    const name = await group('x/1', 'x/2', 'y');
    const now = Date.now();
    await put(name, 'x/1', [
      [now, 'a'],
      [now + 2, 'c ERROR'],
      [now + 4, 'e'],
    ]);
    await put(name, 'x/2', [
      [now + 1, 'b'],
      [now + 2, 'd'],
      [now + 5, '{"loss": 0.25}'],
    ]);
    await put(name, 'y', [[now + 3, 'z ERROR']]);
    const filter = async (options: object) => {
      const events: string[] = [];
      for await (const page of paginateFilterLogEvents(
        { client: engine.logs },
        { logGroupName: name, limit: 2, ...options },
      )) {
        events.push(...(page.events ?? []).map((e) => `${e.logStreamName} ${e.message}`));
      }
      return events;
    };
    expect(await filter({ interleaved: true })).toEqual([
      'x/1 a',
      'x/2 b',
      'x/1 c ERROR',
      'x/2 d',
      'y z ERROR',
      'x/1 e',
      'x/2 {"loss": 0.25}',
    ]);
    expect(await filter({ logStreamNames: ['y'] })).toEqual(['y z ERROR']);
    expect(await filter({ logStreamNamePrefix: 'x/', startTime: now + 2, endTime: now + 4 })).toEqual([
      'x/1 c ERROR',
      'x/2 d',
      'x/1 e',
    ]);
    expect(await filter({ filterPattern: 'ERROR' })).toEqual(['x/1 c ERROR', 'y z ERROR']);
    expect(await filter({ filterPattern: '{ $.loss < 0.5 }' })).toEqual(['x/2 {"loss": 0.25}']);
    await expect(filter({ filterPattern: '{ $.a = ' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(filter({ logStreamNames: ['no'] })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(filter({ logStreamNames: ['y'], logStreamNamePrefix: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
