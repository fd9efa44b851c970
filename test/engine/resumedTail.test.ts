import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReading, runTail } from '../../src/logs/tail.ts';
import { TailWriter } from '../../src/logs/tailWriter.ts';
import { connectionTo, write } from './follow/followKit.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { createBucket, createJob, jobEnd } from './trainingKit.ts';

const group = '/aws/sagemaker/TrainingJobs';
const closing = new AbortController();
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(async () => {
  closing.abort();
  await engine.stop();
});

it(
  'a tail that is gone on with shows lines that came late, and none twice',
  { timeout: 60_000 },
  async () => {
    await createJob(engine, 'late', { files: { 'train.py': 'for n in range(5): print("line", n)' } });
    await jobEnd(engine, 'late');
    const { logStreams: [stream] = [] } = await engine.logs.send(
      new DescribeLogStreamsCommand({ logGroupName: group, logStreamNamePrefix: 'late/' }),
    );
    const { logStreamName = '', firstEventTimestamp = 0, lastEventTimestamp = 0 } = stream ?? {};
    const connection = connectionTo(engine.state, closing.signal);
    const target = { kind: 'trainingJob', name: 'late' } as const;
    const reading = openReading(connection, target);
    const stop = new AbortController();
    const writer = new TailWriter({
      now: () => Date.now(),
      write: () => {
        if (writer.recent.includes('line 4')) stop.abort();
      },
    });
    const stopped = await runTail(connection, target, writer, stop.signal, { reading });
    expect(stopped.state).toBeUndefined();
    // A host that was cut off from CloudWatch: all of its lines are older than what was shown, by far.
    const old = { timestamp: firstEventTimestamp - 3_600_000, message: 'late line' };
    await write(engine, group, 'late/algo-2-1', [old]);
    await write(engine, group, logStreamName, [{ timestamp: lastEventTimestamp, message: 'line 5' }]);
    const { state, lines } = await runTail(connection, target, writer, closing.signal, { reading });
    expect(state?.status).toBe('Completed');
    const shown = lines.flatMap((line) => /(?:late )?line.*/.exec(line)?.[0] ?? []);
    const all = ['late line', ...[0, 1, 2, 3, 4, 5].map((n) => `line ${n}`)];
    expect(shown.toSorted()).toEqual(all);
  },
);
