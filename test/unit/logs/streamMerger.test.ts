import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent, LogSource } from '../../../src/logs/follow/logSource.ts';
import { StreamMerger } from '../../../src/logs/follow/streamMerger.ts';

const pace = { shortest: 100, longest: 1000 };
const never = new AbortController().signal;

/** Streams in memory, which count how often they are asked and by how many at once. */
class CountingSource implements LogSource {
  readonly stored = new Map<string, LogEvent[]>();
  readonly asked = new Map<string, number>();
  readonly callsPerSecond: number;
  pageSize = 100;
  atOnce = 0;
  mostAtOnce = 0;

  constructor(callsPerSecond = Infinity) {
    this.callsPerSecond = callsPerSecond;
  }

  add(stream: string, ...timestamps: number[]) {
    const all = this.stored.get(stream) ?? [];
    this.stored.set(stream, all);
    for (const timestamp of timestamps) all.push({ stream, timestamp, message: `${stream} ${all.length}` });
  }

  async streams() {
    return [...this.stored.keys()];
  }

  async page(stream: string, token: string | undefined) {
    this.asked.set(stream, (this.asked.get(stream) ?? 0) + 1);
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise(setImmediate);
    this.atOnce -= 1;
    const all = this.stored.get(stream);
    if (!all) throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' });
    const at = Number(token ?? 0);
    const events = all.slice(at, at + this.pageSize);
    return { events, nextToken: String(at + events.length) };
  }

  total() {
    return [...this.asked.values()].reduce((sum, count) => sum + count, 0);
  }
}

async function drained(merger: StreamMerger, now?: number): Promise<LogEvent[]> {
  const all: LogEvent[] = [];
  for await (const batch of merger.drain(never, now === undefined ? undefined : { now })) all.push(...batch);
  return all;
}

describe('StreamMerger with clocks that differ', () => {
  it('keeps the order of each stream, loses nothing and waits for nobody, whatever the times say', async () => {
    const stream = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(stream, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        async (all, pageSize) => {
          const source = new CountingSource();
          source.pageSize = pageSize;
          // Host h's clock is h hours ahead.
          all.forEach((times, host) =>
            source.add(`h${host}`, ...times.map((time) => time + host * 3_600_000)),
          );
          const merger = new StreamMerger(source, pace);
          merger.add([...source.stored.keys()]);
          const shown = await drained(merger);
          for (const [name, stored] of source.stored)
            expect(shown.filter((event) => event.stream === name)).toEqual(stored);
          expect(shown).toHaveLength(all.flat().length);
        },
      ),
    );
  });

  it('merges what has come by time, and shows late lines when they come', async () => {
    const source = new CountingSource();
    source.add('a', 1, 4);
    source.add('b', 2, 3);
    const merger = new StreamMerger(source, pace);
    merger.add(['a', 'b']);
    expect((await drained(merger)).map(({ timestamp }) => timestamp)).toEqual([1, 2, 3, 4]);
    source.add('b', 2.5);
    expect((await drained(merger)).map(({ timestamp }) => timestamp)).toEqual([2.5]);
  });
});

describe('StreamMerger with many streams', () => {
  const hosts = Array.from({ length: 500 }, (_, n) => `job/algo-${n + 1}-1`);

  it('merges the past of 500 hosts with few requests at once', async () => {
    const source = new CountingSource(10);
    hosts.forEach((host, n) => source.add(host, n, 1000 + n, 2000 - n));
    const merger = new StreamMerger(source, pace);
    merger.add(hosts);
    const shown = await drained(merger, 1);
    const times = shown.map(({ timestamp }) => timestamp);
    expect(times).toHaveLength(1500);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(source.mostAtOnce).toBeLessThanOrEqual(6);
  });

  it('asks quiet ones no more often than a quarter of what the service allows, and those with news at once', async () => {
    const source = new CountingSource(10);
    for (const host of hosts) source.add(host);
    const merger = new StreamMerger(source, pace);
    merger.add(hosts);
    let now = 1;
    await drained(merger, now);
    // Until they have settled.
    for (const end = now + 300_000; now < end; now += 100) await drained(merger, now);
    const before = source.total();
    for (const end = now + 800_000; now < end; now += 100) await drained(merger, now);
    // 2.5, and what the edges of the time add.
    expect((source.total() - before) / 800).toBeLessThan(3.5);
    source.add('job/algo-77-1', 5);
    expect(merger.hint(new Set(['job/algo-77-1']))).toBe(false);
    expect(merger.hint(new Set(['job/algo-501-1']))).toBe(true);
    expect(await drained(merger, now)).toHaveLength(1);
  });

  it('goes on without a stream that was deleted, and says it once', async () => {
    const source = new CountingSource();
    source.add('a', 1);
    source.add('b', 2);
    const deleted: string[] = [];
    const merger = new StreamMerger(source, pace);
    merger.onDeleted = (stream) => deleted.push(stream);
    merger.add(['a', 'b']);
    expect(await drained(merger)).toHaveLength(2);
    source.stored.delete('a');
    source.add('b', 3);
    expect(await drained(merger)).toHaveLength(1);
    merger.add(['a', 'b']);
    await drained(merger);
    expect(deleted).toEqual(['a']);
    expect(merger.streams).toEqual(['b']);
  });
});
