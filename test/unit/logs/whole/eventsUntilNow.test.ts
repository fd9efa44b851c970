import { describe, expect, it } from 'vitest';
import type { LogEvent, LogSource } from '../../../../src/logs/follow/logSource.ts';
import { realClock } from '../../../../src/logs/follow/pause.ts';
import { eventsUntilNow } from '../../../../src/logs/whole/save/eventsUntilNow.ts';

const hour = 3_600_000;
const now = Date.now();
const pace = { shortest: 1, longest: 1, watched: 1, status: 1, streams: 1, settle: 1 };
const options = { pace, clock: realClock, signal: new AbortController().signal, isHopeless: () => false };

/** Streams whose writers go on while they are read: so many events for each page that is asked for. */
class BusySource implements LogSource {
  readonly stored = new Map<string, LogEvent[]>();
  readonly perPage = new Map<string, number>();
  readonly skew = new Map<string, number>();
  asked = 0;
  lastAsked = 0;
  failures = 0;

  constructor(readonly pageSize: number) {}

  add(stream: string, { count = 0, perPage = 0, skew = 0 }) {
    this.stored.set(stream, []);
    this.perPage.set(stream, perPage);
    this.skew.set(stream, skew);
    this.#write(stream, count);
  }

  async streams() {
    return [...this.stored.keys()];
  }

  async page(stream: string, token: string | undefined) {
    this.asked += 1;
    if (this.asked > 1000) throw new Error('read for ever');
    if (this.failures > 0 && this.asked % 3 === 0) {
      this.failures -= 1;
      throw new Error('throttled');
    }
    this.#write(stream, this.perPage.get(stream) ?? 0);
    const at = Number(token ?? 0);
    const events = (this.stored.get(stream) ?? []).slice(at, at + this.pageSize);
    return { events, nextToken: String(at + events.length) };
  }

  async lastTime(stream: string) {
    this.lastAsked += 1;
    return this.stored.get(stream)?.at(-1)?.timestamp;
  }

  #write(stream: string, count: number) {
    const all = this.stored.get(stream) ?? [];
    for (let n = 0; n < count; n++) {
      const timestamp = now + (this.skew.get(stream) ?? 0) + all.length;
      all.push({ stream, timestamp, message: `${stream} ${all.length}` });
    }
  }
}

async function saved(source: BusySource): Promise<Record<string, string[]>> {
  const streams: Record<string, string[]> = {};
  for await (const events of eventsUntilNow(source, options, () => undefined))
    for (const { stream, message } of events) (streams[stream] ??= []).push(message);
  return streams;
}

const numbered = (stream: string, count: number) => Array.from({ length: count }, (_, n) => `${stream} ${n}`);

describe('saving what there is of a log', () => {
  it('takes all of hosts whose clocks are ahead or behind', async () => {
    const source = new BusySource(10);
    source.add('ahead', { count: 95, skew: hour });
    source.add('behind', { count: 95, skew: -hour });
    source.add('right', { count: 5 });
    const streams = await saved(source);
    for (const [stream, count] of Object.entries({ ahead: 95, behind: 95, right: 5 }))
      expect(streams[stream]).toEqual(numbered(stream, count));
  });

  it.each([1, 10, 25])('ends though a job writes on, %d events with each page of ten', async (perPage) => {
    const source = new BusySource(10);
    source.add('busy', { count: 200, perPage, skew: hour });
    source.add('quiet', { count: 12 });
    const { busy = [], quiet } = await saved(source);
    // All that there was, from the first on without a gap; what came meanwhile as far as it goes.
    expect(busy.length).toBeGreaterThanOrEqual(200);
    expect(busy).toEqual(numbered('busy', busy.length));
    expect(quiet).toEqual(numbered('quiet', 12));
  });

  it('does so through trouble, with nothing twice', async () => {
    const source = new BusySource(10);
    source.failures = 5;
    source.add('a', { count: 73, perPage: 2, skew: hour });
    source.add('b', { count: 31 });
    const { a = [], b } = await saved(source);
    expect(a).toEqual(numbered('a', a.length));
    expect(a.length).toBeGreaterThanOrEqual(73);
    expect(b).toEqual(numbered('b', 31));
  });

  it('asks small streams nothing more than their pages', async () => {
    const source = new BusySource(10);
    for (let n = 0; n < 50; n++) source.add(`host-${n}`, { count: 7 });
    await saved(source);
    expect([source.asked, source.lastAsked]).toEqual([100, 0]);
  });
});
