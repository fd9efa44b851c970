import {
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../../src/connection/connection.ts';
import { readNext } from '../../../../src/logs/progress/readNext.ts';
import { WatchedJob } from '../../../../src/logs/progress/watchedJob.ts';

const target = { kind: 'trainingJob', name: 'j' } as const;

describe('the next lines of a watched job', () => {
  let job: WatchedJob;
  /** Of the group; undefined while it is not there. */
  let streams: readonly string[] | undefined;
  let listed: number;
  /** Milliseconds that a listing takes. */
  let slow: number;

  const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
  const send = async (command: unknown) => {
    if (command instanceof GetLogEventsCommand)
      return { events: [{ timestamp: Date.now(), message: command.input.logStreamName ?? '' }] };
    expect(command).toBeInstanceOf(DescribeLogStreamsCommand);
    listed += 1;
    pass(slow);
    if (!streams) throw new ResourceNotFoundException({ message: 'no group', $metadata: {} });
    return { logStreams: streams.map((logStreamName) => ({ logStreamName })) };
  };
  const connection = {
    billed: true,
    logs: () => Promise.resolve({ send }),
  } as unknown as Connection;
  /** The hosts that are read, one each time. */
  const read = async (times = 1): Promise<string[]> => {
    const hosts: string[] = [];
    for (let n = 0; n < times; n += 1) {
      const events = await readNext(connection, target, job, new AbortController().signal);
      hosts.push(events.map(({ message }) => message.replace('j/', '')).join());
    }
    return hosts;
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ['Date'] });
    job = new WatchedJob(() => undefined);
    streams = ['j/algo-1-1', 'j-2/algo-1-1'];
    listed = 0;
    slow = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are of a host that comes later, too, and not of one that is gone', async () => {
    expect(await read(2)).toEqual(['algo-1-1', 'algo-1-1']);
    streams = ['j/algo-1-1', 'j/algo-2-1', 'j/algo-3-1'];
    pass(30_000);
    expect(await read(4)).toEqual(['algo-2-1', 'algo-3-1', 'algo-1-1', 'algo-2-1']);
    streams = ['j/algo-1-1', 'j/algo-3-1'];
    pass(30_000);
    expect(await read(3)).toEqual(['algo-3-1', 'algo-1-1', 'algo-3-1']);
  });

  it('look for hosts no more often than a tail: every 10 s, every 3 s while there is none', async () => {
    streams = undefined;
    for (let second = 0; second < 9; second += 1) {
      expect(await read()).toEqual(['']);
      pass(1000);
    }
    expect(listed).toBe(3);
    streams = ['j/algo-1-1'];
    for (let second = 0; second < 20; second += 1) {
      expect(await read()).toEqual(['algo-1-1']);
      pass(1000);
    }
    expect(listed).toBe(5);
  });

  it('are not waited for because listing takes long', async () => {
    slow = 5000;
    await read();
    pass(44_000);
    await read();
    expect(listed).toBe(1);
    pass(1000);
    await read();
    expect(listed).toBe(2);
  });
});
