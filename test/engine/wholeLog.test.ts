import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connection/connection.ts';
import type { LogEvent } from '../../src/logs/follow/logSource.ts';
import type { TailTarget } from '../../src/logs/tailTarget.ts';
import { formatFor, type SaveFormat } from '../../src/logs/whole/save/saveFormat.ts';
import { saveEvents } from '../../src/logs/whole/save/saveEvents.ts';
import { wholeEvents } from '../../src/logs/whole/save/wholeEvents.ts';
import { readEvents } from '../../src/logs/whole/spool/readEvents.ts';
import type { WholeLog } from '../../src/logs/whole/wholeLog.ts';
import { WholeLogs } from '../../src/logs/whole/wholeLogs.ts';
import { CuttingProxy } from './follow/cuttingProxy.ts';
import { connectionTo, write } from './follow/followKit.ts';
import { startEngine, type TestEngine, until } from './harness.ts';
import { createBucket, createJob, jobEnd } from './trainingKit.ts';

const group = '/aws/sagemaker/TrainingJobs';
const closing = new AbortController();
const never = new AbortController().signal;
let engine: TestEngine;
let connection: Connection;
let folder: string;
let logs: WholeLogs;

beforeAll(async () => {
  engine = await startEngine();
  connection = connectionTo(engine.state, closing.signal);
  folder = await mkdtemp(join(tmpdir(), 'whole-log-'));
  logs = new WholeLogs(join(folder, 'logs'));
  await createBucket(engine);
});
afterAll(async () => {
  logs.dispose();
  closing.abort();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What each stream has, as CloudWatch's own client reads it. */
async function truth(name: string): Promise<Map<string, LogEvent[]>> {
  const { logStreams = [] } = await engine.logs.send(
    new DescribeLogStreamsCommand({ logGroupName: group, logStreamNamePrefix: `${name}/` }),
  );
  const streams = new Map<string, LogEvent[]>();
  for (const { logStreamName: stream = '' } of logStreams) {
    const all: LogEvent[] = [];
    for (let token: string | undefined; ;) {
      const { events = [], nextForwardToken } = await engine.logs.send(
        new GetLogEventsCommand({
          logGroupName: group,
          logStreamName: stream,
          startFromHead: true,
          ...(token !== undefined && { nextToken: token }),
        }),
      );
      all.push(...events.map(({ timestamp = 0, message = '' }) => ({ stream, timestamp, message })));
      if (nextForwardToken === token) break;
      token = nextForwardToken;
    }
    streams.set(stream, all);
  }
  return streams;
}

function byStream(events: readonly LogEvent[]): Map<string, LogEvent[]> {
  const streams = new Map<string, LogEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return new Map([...streams].sort(([a], [b]) => a.localeCompare(b)));
}

async function spooled(log: WholeLog): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const batch of readEvents(log.spool, never)) events.push(...batch);
  return events;
}

async function save(
  target: TailTarget,
  file: string,
  options: { signal?: AbortSignal; through?: Connection; log?: WholeLog; lines?: Partial<SaveFormat> } = {},
): Promise<string> {
  const { signal = never, through = connection, log, lines } = options;
  const path = join(folder, file);
  const events = wholeEvents(through, target, log, signal, () => undefined);
  await saveEvents(events, path, formatFor(path, lines), signal);
  return path;
}

const script = `
import os, sys, time
host = os.environ.get('SM_CURRENT_HOST')
for i in range(2000):
    print(f'{host} line {i} \\u00e9\\u65e5', flush=True)
sys.stdout.buffer.write(b'invalid \\xff\\xfe utf-8\\n')
sys.stdout.buffer.write(b'long ' + b'x' * 1000000 + b'\\n')
for i in range(20):
    print(f'\\x1b[32mbar {i}\\x1b[0m', end='\\r', flush=True)
print()
sys.stdout.flush()
while not os.path.exists(os.environ['GATE']) and os.environ['GATE']:
    time.sleep(0.1)
print(f'{host} last', flush=True)
`;

describe('the whole log of a job of three hosts', () => {
  const target: TailTarget = { kind: 'trainingJob', name: 'three-hosts' };

  it('is on disk as it is written, all of it, once and in each host’s order; what is saved is the same', async () => {
    const gate = join(folder, 'gate');
    await createJob(engine, target.name, {
      files: { 'train.py': script },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 3, VolumeSizeInGB: 1 },
      Environment: { GATE: gate },
    });
    const lease = await logs.acquire(connection, target);
    const { log } = lease;
    await until(
      async () => log.spool.lines,
      (lines) => lines >= 3 * 2003,
    );
    await log.caughtUp;
    expect(log.following.kind).toBe('following');

    // It runs: what there is until now, from the disk and from the service.
    for (const from of [{ log }, {}]) {
      const running = await readFile(await save(target, 'running.log', from), 'utf8');
      expect(running).toContain('algo-2 line 1999 é日\n');
      expect(running).not.toContain('last');
    }

    await writeFile(gate, '');
    await jobEnd(engine, target.name);
    await until(
      async () => log.following.kind,
      (kind) => kind === 'ended',
    );
    const whole = await truth(target.name);
    expect(whole.size).toBe(3);
    expect([...whole.values()].map((events) => events.length >= 2004)).toEqual([true, true, true]);
    expect(byStream(await spooled(log))).toEqual(whole);

    const json = await readFile(await save(target, 'all.jsonl'), 'utf8');
    const parsed = json
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { logStreamName, ...rest } = JSON.parse(line) as {
          logStreamName: string;
          timestamp: number;
          message: string;
        };
        return { stream: logStreamName, ...rest };
      });
    expect(byStream(parsed)).toEqual(whole);

    const plain = await readFile(
      await save(target, 'plain.log', { lines: { plain: true, host: true, timestamps: true } }),
      'utf8',
    );
    expect(plain).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \[algo-3\] algo-3 line 0 é日$/m);
    expect(plain).not.toContain('\u001b');
    expect(plain).toContain(`long ${'x'.repeat(1000)}`);
    const text = await readFile(await save(target, 'all.log', { log }));
    expect(gunzipSync(await readFile(await save(target, 'all.log.gz', { log })))).toEqual(text);
    lease.release();
  });

  it('is the same for those who open it at the same time, and gone from disk with the last of them', async () => {
    const other = new WholeLogs(join(folder, 'shared'));
    const [first, second] = await Promise.all([
      other.acquire(connection, target),
      other.acquire(connection, target),
    ]);
    expect(first.log).toBe(second.log);
    await first.log.caughtUp;
    expect(await readdir(join(folder, 'shared'))).toHaveLength(1);
    other.dispose();
    expect(await readdir(join(folder, 'shared'))).toEqual([]);
  });

  it('takes away what a window that crashed has left, and not what others use', async () => {
    const root = join(folder, 'crashed');
    for (const name of ['4194000-dead', `${process.ppid}-alive`, 'no-spool']) {
      await mkdir(join(root, name), { recursive: true });
      await writeFile(join(root, name, 'text'), 'x');
    }
    const other = new WholeLogs(root);
    const lease = await other.acquire(connection, target);
    expect((await readdir(root)).filter((name) => !name.startsWith(`${process.pid}-`)).sort()).toEqual(
      [`${process.ppid}-alive`, 'no-spool'].sort(),
    );
    lease.release();
    other.dispose();
  });

  it('is saved whole through a network that breaks, and not at all when it is cancelled', async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `line ${n} ${'x'.repeat(100)}`);
    for (let at = 0; at < lines.length; at += 5000)
      await write(engine, group, 'cut/algo-1-1', lines.slice(at, at + 5000));
    const proxy = new CuttingProxy(engine.state.endpoint);
    const through = connectionTo(engine.state, closing.signal, await proxy.start());
    // Later each time: where the machine is busy, no page would come between cuts that stay as close.
    let pause = 60;
    const cut = (): void => {
      proxy.cut();
      cutting = setTimeout(cut, (pause += 10));
    };
    let cutting = setTimeout(cut, pause);
    try {
      const saved = await readFile(
        await save({ kind: 'trainingJob', name: 'cut' }, 'cut.log', { through }),
        'utf8',
      );
      expect(saved).toBe(lines.map((line) => `${line}\n`).join(''));
    } finally {
      clearTimeout(cutting);
      proxy.stop();
    }
    const before = await readdir(folder);
    const controller = new AbortController();
    const cancelled = save({ kind: 'trainingJob', name: 'cut' }, 'cancelled.log', {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 30);
    await expect(cancelled).rejects.toThrow('aborted');
    expect(await readdir(folder)).toEqual(before);
  });

  it('says what is not there: no such job, and a job that has written nothing', async () => {
    await expect(save({ kind: 'trainingJob', name: 'nobody' }, 'nobody.log')).rejects.toThrow(
      'There is no training job "nobody".',
    );
    const lease = await logs.acquire(connection, { kind: 'trainingJob', name: 'nobody' });
    const { log } = lease;
    await log.caughtUp;
    await until(
      async () => log.following.kind,
      (kind) => kind === 'ended',
    );
    expect(log.state?.end?.outcome).toBe('deleted');
    lease.release();
    await createJob(engine, 'silent', { files: { 'train.py': 'import time\ntime.sleep(30)\n' } });
    await expect(save({ kind: 'trainingJob', name: 'silent' }, 'silent.log')).rejects.toThrow(
      /has written nothing yet/,
    );
    await engine.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'silent' }));
    expect((await readdir(folder)).filter((name) => /nobody|silent/.test(name))).toEqual([]);
  });
});
