import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow } from '../../../src/logs/follow/follower.ts';
import type { FollowSink } from '../../../src/logs/follow/followSink.ts';
import { type LogEvent, type LogSource } from '../../../src/logs/follow/logSource.ts';
import { type Clock } from '../../../src/logs/follow/pause.ts';
import { StreamMerger } from '../../../src/logs/follow/streamMerger.ts';
import { type Subject, SubjectGone, type SubjectState } from '../../../src/logs/follow/subject.ts';

type Stored = Omit<LogEvent, 'stream'>;

/** Streams in memory; pages of two events, and an empty page now and then as CloudWatch has them. */
class MemorySource implements LogSource {
  readonly stored = new Map<string, Stored[]>();
  failures = 0;

  async streams() {
    return [...this.stored.keys()];
  }

  async page(stream: string, token: string | undefined) {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('throttled');
    }
    const [at = 0, gap = 0] = (token ?? '0/0').split('/').map(Number);
    const all = this.stored.get(stream) ?? [];
    if (gap === 0 && at < all.length && at % 3 === 0) return { events: [], nextToken: `${at}/1` };
    const events = all.slice(at, at + 2).map((event) => ({ stream, ...event }));
    return { events, nextToken: events.length === 0 ? (token ?? `${at}/0`) : `${at + events.length}/0` };
  }
}

/** Time that passes when someone sleeps. */
class FakeClock implements Clock {
  time = 0;
  onSleep: () => void = () => undefined;

  now() {
    return this.time;
  }

  async sleep(duration: number, signal: AbortSignal) {
    signal.throwIfAborted();
    this.time += duration;
    this.onSleep();
  }
}

const running: SubjectState = { status: 'InProgress', arn: 'a' };
const done: SubjectState = { status: 'Completed', arn: 'a', end: { outcome: 'completed', facts: [] } };
const pace = { shortest: 100, longest: 1000, watched: 5000, status: 100, streams: 100, settle: 500 };

function subjectOf(states: (SubjectState | Error)[]): Subject {
  return {
    title: 'Training job j',
    places: () => Promise.resolve([]),
    async look() {
      const state = states.length > 1 ? states.shift() : states[0];
      if (state instanceof Error) throw state;
      return state!;
    },
  };
}

function collector(): FollowSink & { messages: string[]; troubles: number } {
  return {
    messages: [],
    troubles: 0,
    state: () => undefined,
    lines(events) {
      this.messages.push(...events.map(({ message }) => message));
    },
    mode: () => undefined,
    note: () => undefined,
    trouble() {
      this.troubles += 1;
    },
  };
}

const options = (clock: Clock, signal = new AbortController().signal) => ({
  pace,
  clock,
  signal,
  isHopeless: () => false,
});

describe('StreamMerger', () => {
  it('hands out every event once, in order of time across streams, however they arrive', async () => {
    const event = fc.record({ stream: fc.constantFrom('a', 'b', 'c'), gap: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(event, { maxLength: 20 }), { maxLength: 5 }), async (rounds) => {
        const source = new MemorySource();
        const merger = new StreamMerger(source, pace);
        const expected: string[] = [];
        const seen: string[] = [];
        let time = 0;
        for (const round of rounds) {
          for (const { stream, gap } of round) {
            time += gap + 1;
            source.stored.set(stream, [
              ...(source.stored.get(stream) ?? []),
              { timestamp: time, message: `${time}` },
            ]);
            expected.push(`${time}`);
          }
          merger.add(await source.streams());
          for await (const batch of merger.drain(AbortSignal.any([])))
            seen.push(...batch.map((e) => e.message));
          expect(seen).toEqual(expected);
        }
      }),
    );
  });
});

describe('follow', () => {
  it('brings what was there, what comes, and what arrives after the end; then ends', async () => {
    const source = new MemorySource();
    const clock = new FakeClock();
    const sink = collector();
    source.stored.set('j/algo-1-1', [{ timestamp: 1, message: 'early' }]);
    let round = 0;
    clock.onSleep = () => {
      round += 1;
      if (round <= 5)
        source.stored.get('j/algo-1-1')?.push({ timestamp: round + 1, message: `line ${round}` });
    };
    const state = await follow(subjectOf([running, running, done]), source, sink, options(clock));
    expect(state.status).toBe('Completed');
    expect(sink.messages).toEqual(['early', 'line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  });

  it('waits for late lines of what ended while it was followed, however long ago it says that was', async () => {
    const longAgo = { ...done, end: { outcome: 'completed', facts: [], at: -3_600_000 } } as const;
    const source = new MemorySource();
    const clock = new FakeClock();
    const sink = collector();
    source.stored.set('a', []);
    clock.onSleep = () => {
      if (source.stored.get('a')?.length === 0 && clock.time >= 300)
        source.stored.get('a')?.push({ timestamp: 1, message: 'late' });
    };
    await follow(subjectOf([running, longAgo]), source, sink, options(clock));
    expect(sink.messages).toEqual(['late']);
    // What was over when it was first looked at writes nothing more, and has nobody wait.
    const begun = clock.time;
    await follow(subjectOf([longAgo]), source, collector(), options(clock));
    expect(clock.time).toBe(begun);
  });

  it('says that what ended while it was followed has ended by now, where nothing else says when', async () => {
    const clock = new FakeClock();
    const { end } = await follow(subjectOf([running, done]), new MemorySource(), collector(), options(clock));
    expect(end?.at).toBeGreaterThan(0);
    const over = await follow(subjectOf([done]), new MemorySource(), collector(), options(clock));
    expect(over.end?.at).toBeUndefined();
  });

  it('waits for streams that are not there yet', async () => {
    const source = new MemorySource();
    const clock = new FakeClock();
    const sink = collector();
    clock.onSleep = () => source.stored.set('j/algo-1-1', [{ timestamp: 1, message: 'first' }]);
    await follow(subjectOf([running, running, running, done]), source, sink, options(clock));
    expect(sink.messages).toEqual(['first']);
  });

  it('tries again after trouble, without a gap or a double line', async () => {
    const source = new MemorySource();
    const sink = collector();
    source.stored.set(
      'a',
      [1, 2, 3, 4, 5].map((n) => ({ timestamp: n, message: `${n}` })),
    );
    source.failures = 3;
    await follow(subjectOf([running, done]), source, sink, options(new FakeClock()));
    expect(sink.troubles).toBe(3);
    expect(sink.messages).toEqual(['1', '2', '3', '4', '5']);
  });

  it('goes on by the tokens where an earlier run was ended: late lines come, none comes twice', async () => {
    const source = new MemorySource();
    const merger = new StreamMerger(source, pace);
    const sink = collector();
    const times = (messages: readonly number[]) =>
      messages.map((timestamp) => ({ timestamp, message: `${timestamp}` }));
    source.stored.set('a', times([10, 20, 30, 40, 50, 60, 70]));
    source.stored.set('b', times([15, 25]));
    const stopping = new AbortController();
    const heard = sink.lines.bind(sink);
    // It is stopped in the middle of what there is, with pages fetched ahead.
    sink.lines = (events) => {
      stopping.abort(new Error('stopped'));
      return heard(events);
    };
    const first = { ...options(new FakeClock(), stopping.signal), merger };
    await expect(follow(subjectOf([running]), source, sink, first)).rejects.toThrow('stopped');
    expect(sink.messages.length).toBeLessThan(9);
    // Lines of before the last that were shown, in a stream that is known and in another.
    source.stored.get('a')?.push(...times([11, 12]));
    source.stored.set('c', times([5]));
    sink.lines = heard;
    await follow(subjectOf([running, done]), source, sink, { ...options(new FakeClock()), merger });
    const all = [10, 20, 30, 40, 50, 60, 70, 15, 25, 11, 12, 5].map(String);
    expect(sink.messages.toSorted()).toEqual(all.toSorted());
    expect(sink.troubles).toBe(0);
  });

  it('ends when the subject is deleted, and rejects when there never was one', async () => {
    const gone = new SubjectGone('no such job');
    const source = new MemorySource();
    const state = await follow(subjectOf([running, gone]), source, collector(), options(new FakeClock()));
    expect(state.end?.outcome).toBe('deleted');
    await expect(follow(subjectOf([gone]), source, collector(), options(new FakeClock()))).rejects.toBe(gone);
  });

  it('rejects what no waiting mends, and when it is aborted', async () => {
    const hopeless = { ...options(new FakeClock()), isHopeless: () => true };
    await expect(
      follow(subjectOf([new Error('denied')]), new MemorySource(), collector(), hopeless),
    ).rejects.toThrow('denied');
    const controller = new AbortController();
    const clock = new FakeClock();
    clock.onSleep = () => controller.abort();
    await expect(
      follow(subjectOf([running]), new MemorySource(), collector(), options(clock, controller.signal)),
    ).rejects.toThrow();
  });
});
