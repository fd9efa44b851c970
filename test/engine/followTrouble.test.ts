import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CreateProcessingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connection/connection.ts';
import { FaultProxy, type Fault } from './faultProxy.ts';
import { connectionTo, followed, write } from './follow/followKit.ts';
import { startEngine, type TestEngine, until } from './harness.ts';

const group = '/aws/sagemaker/ProcessingJobs';
const denied: Fault = { status: 400, code: 'AccessDeniedException' };
const throttled: Fault = { status: 400, code: 'ThrottlingException' };

let engine: TestEngine;
let proxy: FaultProxy;
let connection: Connection;
const closing = new AbortController();

beforeAll(async () => {
  engine = await startEngine();
  proxy = new FaultProxy(engine.state.endpoint);
  connection = connectionTo(engine.state, closing.signal, await proxy.start());
});
afterEach(() => {
  proxy.fault = () => undefined;
  proxy.seen.length = 0;
});
afterAll(async () => {
  closing.abort();
  proxy.stop();
  await engine.stop();
});

async function createJob(name: string): Promise<void> {
  await engine.sagemaker.send(
    new CreateProcessingJobCommand({
      ProcessingJobName: name,
      RoleArn: 'arn:aws:iam::000000000000:role/SageMaker',
      AppSpecification: { ImageUri: 'sagemaker-local/python:3' },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.large', VolumeSizeInGB: 1 },
      },
    }),
  );
}

/** Follows a job that has ended, to its end. */
async function whole(name: string) {
  await createJob(name);
  const { heard, over } = followed(connection, { kind: 'processingJob', name });
  await over;
  return heard;
}

describe('a tail without permissions', () => {
  it('finds streams by their lines where they may not be listed, and says so', async () => {
    await write(engine, group, 'unlisted/algo-1-1', ['one']);
    await write(engine, group, 'unlisted/algo-2-1', ['two']);
    proxy.fault = ({ target }) => (target === 'DescribeLogStreams' ? denied : undefined);
    const heard = await whole('unlisted');
    expect(heard.messages().toSorted()).toEqual(['one', 'two']);
    expect(heard.notes).toEqual([expect.stringContaining('logs:DescribeLogStreams is not allowed')]);
    expect(heard.troubles).toBe(0);
  });

  it('asks now and then where live tails are not allowed', async () => {
    proxy.fault = ({ target }) => (target === 'StartLiveTail' ? denied : undefined);
    const name = '/aws/sagemaker/Endpoints/untailed';
    await write(engine, name, 'AllTraffic/i-1', ['before']);
    const { heard, stop } = followed(
      {
        ...connection,
        // Endpoints take a model to be; only its status is wanted here.
        sagemaker: async () => {
          const client = await connection.sagemaker();
          const send = () => Promise.resolve({ EndpointStatus: 'InService', EndpointArn: 'arn' });
          return Object.create(client, { send: { value: send } }) as typeof client;
        },
      },
      { kind: 'endpoint', name: 'untailed' },
    );
    const shown = (count: number) =>
      until(
        () => Promise.resolve(heard.messages()),
        (all) => all.length === count,
        20,
      );
    await shown(1);
    await until(
      () => Promise.resolve(heard.modes),
      (modes) => modes.length > 0,
      20,
    );
    expect(heard.modes).toEqual([{ mode: 'polling', why: 'no permission for logs:StartLiveTail' }]);
    await write(engine, name, 'AllTraffic/i-1', ['after']);
    await shown(2);
    await stop();
  });
});

describe('a live tail', () => {
  it('is opened anew for the streams of jobs that are started later', async () => {
    const group = '/aws/sagemaker/TrainingJobs';
    const jobs = ['tuned-001-a'];
    proxy.fault = ({ target }) => {
      if (target === 'DescribeHyperParameterTuningJob')
        return { answer: { HyperParameterTuningJobStatus: 'InProgress' } };
      if (target !== 'ListTrainingJobsForHyperParameterTuningJob') return undefined;
      return { answer: { TrainingJobSummaries: jobs.map((name) => ({ TrainingJobName: name })) } };
    };
    const watched = () =>
      proxy.seen.flatMap(({ target, body }) =>
        target === 'StartLiveTail'
          ? [(JSON.parse(body) as { logStreamNamePrefixes: string[] }).logStreamNamePrefixes]
          : [],
      );
    await write(engine, group, 'tuned-001-a/algo-1-1', ['first']);
    const { heard, stop } = followed(connection, { kind: 'hyperParameterTuningJob', name: 'tuned' });
    const shown = (count: number) =>
      until(
        () => Promise.resolve(heard.messages().length + watched().length),
        (all) => all === 2 * count,
        20,
      );
    await shown(1);
    jobs.push('tuned-002-b');
    await write(engine, group, 'tuned-002-b/algo-1-1', ['second']);
    await shown(2);
    expect(heard.messages()).toEqual(['first', 'second']);
    expect(watched()).toEqual([['tuned-001-a/'], ['tuned-00']]);
    expect(heard.modes).toEqual([{ mode: 'live', why: undefined }]);
    expect(heard.troubles).toBe(0);
    await stop();
  });
});

describe('a tail that is throttled', () => {
  it('goes on where it was, without a gap or a double line', async () => {
    const lines = Array.from({ length: 25_000 }, (_, n) => `line ${n}`);
    for (let from = 0; from < lines.length; from += 5000)
      await write(engine, group, 'slow/algo-1-1', lines.slice(from, from + 5000));
    let calls = 0;
    // SDK clients ask three times each by themselves.
    proxy.fault = ({ target }) => (target === 'GetLogEvents' && calls++ % 7 < 4 ? throttled : undefined);
    const heard = await whole('slow');
    expect(heard.messages()).toEqual(lines);
    expect(heard.troubles).toBeGreaterThan(0);
    proxy.fault = () => undefined;
    const last = followed(connection, { kind: 'processingJob', name: 'slow', from: { last: 23_000 } });
    await last.over;
    expect(last.heard.messages()).toEqual(lines.slice(2000));
  });
});

describe('a tail of many hosts', () => {
  it('merges 500 by time, with few requests', { timeout: 180_000 }, async () => {
    const now = Date.now() - 100_000;
    const hosts = 500;
    for (let host = 0; host < hosts; host++) {
      await write(engine, group, `many/algo-${host + 1}-1`, [
        { timestamp: now + host, message: `a ${host}` },
        { timestamp: now + 1000 + ((host * 7) % hosts), message: `b ${host}` },
      ]);
    }
    const heard = await whole('many');
    const times = heard.events.map(({ timestamp }) => timestamp);
    expect(times).toHaveLength(2 * hosts);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const pages = proxy.seen.filter(({ target }) => target === 'GetLogEvents').length;
    // Two a stream to read it and its end, and one to see that nothing came after the job's.
    expect(pages).toBeLessThanOrEqual(4 * hosts);
  });
});

describe('lines that no one would write', () => {
  it('come whole when they have a megabyte, and readable when they are no UTF-8', async () => {
    await write(engine, group, 'odd/algo-1-1', ['first']);
    const under = join(engine.dataDir, 'logs', engine.state.region);
    const folder = readdirSync(under).find((found) => found.includes('ProcessingJobs')) ?? '';
    const file = readdirSync(join(under, folder)).find((found) => found.includes('odd')) ?? '';
    const now = Date.now();
    const long = 'x'.repeat(1_000_000);
    appendFileSync(join(under, folder, file), `${now}\t${now}\t${long}\n`);
    const invalid = [Buffer.from(`${now}\t${now}\tcaf`), Buffer.from([0xe9, 0xff]), Buffer.from(' ok\n')];
    appendFileSync(join(under, folder, file), Buffer.concat(invalid));
    const heard = await whole('odd');
    expect(heard.messages().map((message) => message.length)).toEqual([5, 1_000_000, 8]);
    expect(heard.messages()[2]).toBe('caf\ufffd\ufffd ok');
  });
});
