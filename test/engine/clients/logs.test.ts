import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { client, hasAwsCli, hasBoto3 } from './witness.ts';

const [awsCli, boto3] = await Promise.all([hasAwsCli(), hasBoto3()]);
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** A client that goes on until it is stopped, and what it has printed. */
function follow(program: string, args: readonly string[]) {
  const child = spawn(program, args, { env: engine.clientEnvironment, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { child, text: () => text };
}

describe.skipIf(!awsCli)('the unmodified AWS CLI', { timeout: 180_000 }, () => {
  const aws = async (...args: string[]): Promise<unknown> => {
    const said = await client('aws', ['logs', ...args, '--output', 'json'], engine.clientEnvironment);
    return said === '' ? undefined : JSON.parse(said);
  };
  const put = (stream: string, message: string) =>
    aws(
      ...['put-log-events', '--log-group-name', '/cli', '--log-stream-name', stream, '--log-events'],
      JSON.stringify([{ timestamp: Date.now(), message }]),
    );

  it('creates, puts, gets, filters and describes', async () => {
    await aws('create-log-group', '--log-group-name', '/cli');
    await aws('create-log-stream', '--log-group-name', '/cli', '--log-stream-name', 'a/1');
    expect(await put('a/1', 'hello')).toHaveProperty('nextSequenceToken');
    const named = ['--log-group-name', '/cli'];
    expect(await aws('get-log-events', ...named, '--log-stream-name', 'a/1')).toMatchObject({
      events: [{ message: 'hello' }],
    });
    expect(await aws('filter-log-events', ...named, '--filter-pattern', 'hell')).toMatchObject({
      events: [{ message: 'hello', logStreamName: 'a/1' }],
    });
    expect(await aws('describe-log-streams', ...named, '--order-by', 'LastEventTime')).toMatchObject({
      logStreams: [{ logStreamName: 'a/1', storedBytes: 0 }],
    });
    expect(await aws('describe-log-groups')).toMatchObject({ logGroups: [{ logGroupName: '/cli' }] });
    await expect(aws('get-log-events', ...named, '--log-stream-name', 'no')).rejects.toThrow(
      'The specified log stream does not exist.',
    );
  });

  it('tails live', async () => {
    const arn = `arn:aws:logs:${engine.state.region}:${engine.state.accountId}:log-group:/cli`;
    const { child, text } = follow('aws', ['logs', 'start-live-tail', '--log-group-identifiers', arn]);
    // The CLI does not say when its session has begun: lines are put until one is seen.
    let sent = 0;
    await until(
      async () => {
        await put('a/1', `live ${sent++}`);
        return text();
      },
      (said) => said.includes('live '),
      30,
    );
    child.kill('SIGINT');
    await once(child, 'exit');
  });
});

describe.skipIf(!boto3)('unmodified boto3', { timeout: 180_000 }, () => {
  it('tails a group as `aws logs tail --follow` does, each line once', async () => {
    const logGroupName = '/boto3';
    const put = (logStreamName: string, message: string) =>
      engine.logs.send(
        new PutLogEventsCommand({
          ...{ logGroupName, logStreamName },
          logEvents: [{ timestamp: Date.now(), message }],
        }),
      );
    await engine.logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const logStreamName of ['x', 'y']) {
      await engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    }
    const { child, text } = follow('python3', ['test/engine/clients/logsTail.py', logGroupName]);
    const expected: string[] = [];
    for (let n = 0; n < 50; n++) {
      await put(n % 2 === 0 ? 'x' : 'y', `line ${n}`);
      expected.push(`${n % 2 === 0 ? 'x' : 'y'} line ${n}`);
      await delay(20);
    }
    await put('y', 'END');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(text().trimEnd().split('\n')).toEqual(expected);
  });
});
