import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  type LiveTailSessionLogEvent,
  PutLogEventsCommand,
  StartLiveTailCommand,
  type StartLiveTailCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveTail } from '../../src/engine/services/logs/liveTail.ts';
import { Database } from '../../src/engine/store/database.ts';
import { FileLogStore } from '../../src/engine/store/fileLogStore.ts';
import { startEngine, type TestEngine, until } from './harness.ts';

let engine: TestEngine;
let made = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function group(...streams: string[]): Promise<string> {
  const logGroupName = `/tail/group-${made++}`;
  await engine.logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (const stream of streams) await createStream(logGroupName, stream);
  return logGroupName;
}

function createStream(logGroupName: string, logStreamName: string) {
  return engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
}

function put(logGroupName: string, logStreamName: string, ...messages: string[]) {
  const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
  return engine.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

function arn(name: string): string {
  return `arn:aws:logs:${engine.state.region}:${engine.state.accountId}:log-group:${name}`;
}

/** The file of the only stream of a group. */
function fileOf(logGroupName: string): string {
  const under = join(engine.dataDir, 'logs', engine.state.region);
  const folder = readdirSync(under).find((d) => d.startsWith(`${logGroupName.slice(1).replace('/', '_')}-`));
  return join(under, folder!, readdirSync(join(under, folder!))[0]!);
}

/** Another process that appends lines to a file, some of them in two writes, as a job's runner might. */
function appender(file: string, count: number, pauseEvery: number): ChildProcess {
  const program = `
    const fs = require('node:fs');
    const out = fs.openSync(process.argv[1], 'a');
    (async () => {
      for (let n = 0; n < ${count}; n++) {
        const line = Date.now() + '\\t' + Date.now() + '\\tline ' + n + ' of another process\\n';
        if (n % 10 === 3) {
          fs.writeSync(out, line.slice(0, 30));
          await new Promise((wake) => setTimeout(wake, 5));
          fs.writeSync(out, line.slice(30));
        } else fs.writeSync(out, line);
        if (n % ${pauseEvery} === 0) await new Promise((wake) => setTimeout(wake, 20));
      }
    })();`;
  return spawn(process.execPath, ['-e', program, file], { stdio: 'inherit' });
}
const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n} of another process`);

/** A session that is read in the background; `stop` leaves it as a client does. */
async function tail(input: StartLiveTailCommandInput) {
  const abort = new AbortController();
  const answer = await engine.logs.send(new StartLiveTailCommand(input), { abortSignal: abort.signal });
  const events: LiveTailSessionLogEvent[] = [];
  const arrivals: number[] = [];
  let updates = 0;
  let sampled = false;
  let start: object | undefined;
  const reading = (async () => {
    for await (const event of answer.responseStream!) {
      if (event.sessionStart) start = event.sessionStart;
      if (!event.sessionUpdate) continue;
      updates += 1;
      sampled ||= event.sessionUpdate.sessionMetadata?.sampled === true;
      for (const result of event.sessionUpdate.sessionResults ?? []) {
        events.push(result);
        arrivals.push(Date.now());
      }
    }
  })().catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  await until(
    async () => start,
    (s) => s !== undefined,
  );
  const stop = async () => {
    abort.abort();
    await reading;
  };
  return {
    events,
    arrivals,
    messages: () => events.map((e) => e.message),
    state: () => ({ start, updates, sampled }),
    stop,
  };
}

describe('StartLiveTail', () => {
  it('begins with the session, sends what is new within the blink of an eye, and empty updates each second', async () => {
    const name = await group('s');
    await put(name, 's', 'before the session');
    const session = await tail({ logGroupIdentifiers: [arn(name)] });
    expect(session.state().start).toMatchObject({ logGroupIdentifiers: [arn(name)] });
    // The quickest of three: others work on this machine, too.
    const delays: number[] = [];
    for (const messages of [['one'], ['more'], ['last', 'two\nlines']]) {
      const [sent, before] = [Date.now(), session.events.length];
      await put(name, 's', ...messages);
      await until(
        async () => session.events.length,
        (n) => n === before + messages.length,
        30,
      );
      delays.push(session.arrivals.at(-1)! - sent);
    }
    expect(Math.min(...delays)).toBeLessThan(1000);
    expect(session.events.at(-1)).toMatchObject({
      message: 'two\nlines',
      logStreamName: 's',
      logGroupIdentifier: `${engine.state.accountId}:${name}`,
    });
    const before = session.state().updates;
    await until(
      async () => session.state().updates - before,
      (n) => n >= 3,
      15,
    );
    expect(session.messages()).toEqual(['one', 'more', 'last', 'two\nlines']);
    await session.stop();
  });

  it('follows a file that another process appends to, every line once and in order', async () => {
    const name = await group('job/algo-1');
    const session = await tail({ logGroupIdentifiers: [name] });
    const writer = appender(fileOf(name), 3000, 50);
    await once(writer, 'exit');
    await until(
      async () => session.events.length,
      (n) => n >= 3000,
      30,
    );
    expect(session.messages()).toEqual(lines(3000));
    expect(session.state().sampled).toBe(false);
    await session.stop();
  });

  it('takes streams by name or prefix, those that come later too, and a pattern', async () => {
    const name = await group('a/1', 'b/1');
    const byName = await tail({ logGroupIdentifiers: [name], logStreamNames: ['b/1'] });
    const byPrefix = await tail({
      logGroupIdentifiers: [name],
      logStreamNamePrefixes: ['a/'],
      logEventFilterPattern: '?ERROR ?WARN',
    });
    await createStream(name, 'a/2');
    await put(name, 'a/1', 'ERROR 1', 'INFO 2');
    await put(name, 'a/2', 'WARN 3');
    await put(name, 'b/1', 'ERROR 4');
    await until(
      async () => byPrefix.events.length + byName.events.length,
      (n) => n >= 3,
      30,
    );
    await delay(300);
    expect(byPrefix.messages().toSorted()).toEqual(['ERROR 1', 'WARN 3']);
    expect(byName.messages()).toEqual(['ERROR 4']);
    await Promise.all([byName.stop(), byPrefix.stop()]);
  });

  it('covers several groups, and refuses what AWS refuses', async () => {
    const [one, two] = [await group('s'), await group('s')];
    const session = await tail({ logGroupIdentifiers: [one, arn(two)] });
    await put(one, 's', 'from one');
    await put(two, 's', 'from two');
    await until(
      async () => session.events.length,
      (n) => n >= 2,
      30,
    );
    expect(session.messages().toSorted()).toEqual(['from one', 'from two']);
    await session.stop();
    const refused = (input: StartLiveTailCommandInput) => engine.logs.send(new StartLiveTailCommand(input));
    await expect(refused({ logGroupIdentifiers: ['/not/there'] })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    for (const input of [
      { logGroupIdentifiers: [] },
      { logGroupIdentifiers: Array.from({ length: 11 }, () => one) },
      { logGroupIdentifiers: [one, two], logStreamNames: ['s'] },
      { logGroupIdentifiers: [one], logStreamNames: ['s'], logStreamNamePrefixes: ['s'] },
      { logGroupIdentifiers: [`${arn(one)}:*`] },
      { logGroupIdentifiers: [one], logEventFilterPattern: '{ nonsense' },
    ]) {
      await expect(refused(input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
  });

  it('samples a flood and says so', async () => {
    const name = await group('s');
    const session = await tail({ logGroupIdentifiers: [name] });
    const file = fileOf(name);
    execFileSync(process.execPath, [
      '-e',
      `const t = Date.now(); require('node:fs').appendFileSync(process.argv[1],
         Array.from({ length: 50000 }, (_, n) => t + '\\t' + t + '\\t' + n + '\\n').join(''))`,
      file,
    ]);
    await until(
      async () => session.state().sampled,
      (is) => is,
      30,
    );
    await put(name, 's', 'after the flood');
    await until(
      async () => session.messages(),
      (m) => m.includes('after the flood'),
      30,
    );
    const numbers = session.messages().slice(0, -1).map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.length).toBeLessThan(50_000);
    await session.stop();
  });

  it('ends with SessionTimeoutException when its time is over', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'live-tail-'));
    const database = new Database(join(dir, 'state.db'));
    const logs = new FileLogStore(dir, database);
    logs.openStream('us-east-1', 'g', 's');
    const text: string[] = [];
    for await (const message of liveTail(logs, {
      groups: [logs.group('us-east-1', 'g')],
      accountId: '000000000000',
      wants: () => true,
      matches: () => true,
      start: {},
      signal: new AbortController().signal,
      length: 250,
    })) {
      text.push(Buffer.from(message).toString('latin1'));
    }
    expect(text[0]).toContain('initial-response');
    expect(text[1]).toContain('sessionStart');
    expect(text.at(-1)).toContain('SessionTimeoutException');
    database.close();
    rmSync(dir, { recursive: true });
  });
});

describe('FilterLogEvents as `aws logs tail --follow` asks', () => {
  it('gives every line of another process once', async () => {
    const name = await group('job/algo-1');
    const writer = appender(fileOf(name), 1000, 20);
    const seen = new Map<string, string>();
    let startTime = Date.now() - 600_000;
    for (let isLast = false; !isLast;) {
      // Asked once more after the writer's end: what it wrote last is there then.
      isLast = writer.exitCode !== null;
      let nextToken: string | undefined;
      do {
        const page = await engine.logs.send(
          new FilterLogEventsCommand({
            logGroupName: name,
            startTime,
            nextToken,
            limit: 100,
          }),
        );
        for (const event of page.events ?? []) {
          seen.set(event.eventId!, event.message!);
          startTime = Math.max(startTime, event.timestamp!);
        }
        ({ nextToken } = page);
      } while (nextToken !== undefined);
      await delay(50);
    }
    expect([...seen.values()]).toEqual(lines(1000));
  });
});
