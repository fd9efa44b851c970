import { describe, expect, it } from 'vitest';
import { follow } from '../../../src/logs/follow/follower.ts';
import type { FollowSink } from '../../../src/logs/follow/followSink.ts';
import type { FollowMode } from '../../../src/logs/follow/liveWatch.ts';
import type { LogEvent, LogSource, TailClosed, TailNews } from '../../../src/logs/follow/logSource.ts';
import type { Clock } from '../../../src/logs/follow/pause.ts';
import type { Subject, SubjectState } from '../../../src/logs/follow/subject.ts';

const minute = 60_000;
const pace = { shortest: 100, longest: 1000, watched: 5000, status: 500, streams: 2000, settle: 500 };

/** Time in which everything waits for its moment, however far away that is. */
class VirtualClock implements Clock {
  time = 1_800_000_000_000;
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  now() {
    return this.time;
  }

  sleep(duration: number, signal: AbortSignal) {
    return new Promise<void>((resolve, reject) => {
      const sleeper = { at: this.time + duration, wake: resolve };
      const end = () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        end();
        return;
      }
      signal.addEventListener('abort', end, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** Lets so much time pass, from moment to moment. */
  async pass(duration: number) {
    const end = this.time + duration;
    for (;;) {
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      const next = [...this.#sleepers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.time = Math.max(this.time, next.at);
      this.#sleepers.delete(next);
      next.wake();
    }
    this.time = Math.max(this.time, end);
  }
}

/** One stream, and live tails whose fate the test decides. */
class WatchedSource implements LogSource {
  readonly events: LogEvent[] = [];
  asked = 0;
  days: number | undefined;
  /** How the next sessions go: an error that refuses them, or undefined for one that opens. */
  refusals: (Error | undefined)[] = [];
  session: { heard: TailNews; close: (how: TailClosed) => void; cut: (error: Error) => void } | undefined;
  sessions = 0;

  print(message: string) {
    this.events.push({ stream: 'j/algo-1-1', timestamp: 1, message });
    this.session?.heard.news(new Set(['j/algo-1-1']));
  }

  async streams() {
    return ['j/algo-1-1'];
  }

  async page(_: string, token: string | undefined) {
    this.asked += 1;
    const at = Number(token ?? 0);
    return { events: this.events.slice(at), nextToken: String(this.events.length) };
  }

  async retention() {
    return this.days;
  }

  watch(heard: TailNews, signal: AbortSignal): Promise<TailClosed> {
    const refusal = this.refusals.shift();
    if (refusal) return Promise.reject(refusal);
    this.sessions += 1;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.session = { heard, close: resolve, cut: reject };
      heard.opened();
    }).finally(() => {
      this.session = undefined;
    }) as Promise<TailClosed>;
  }
}

const named = (name: string) => Object.assign(new Error(name), { name });

function begin(source: WatchedSource, more: Partial<SubjectState> = {}) {
  const clock = new VirtualClock();
  const modes: [FollowMode, string | undefined][] = [];
  const paces: object[] = [];
  const lines: string[] = [];
  const notes: string[] = [];
  const controller = new AbortController();
  let state: SubjectState = { status: 'InProgress', arn: 'a', ...more };
  const subject: Subject = {
    title: 'Training job j',
    look: () => Promise.resolve(state),
    places: () => Promise.resolve([]),
  };
  const sink: FollowSink = {
    state: () => undefined,
    lines: (events) => void lines.push(...events.map(({ message }) => message)),
    trouble: () => undefined,
    mode: (mode, why, { shortest, longest }) => {
      modes.push([mode, why]);
      paces.push({ shortest, longest });
    },
    note: (text) => void notes.push(text),
  };
  const over = follow(subject, source, sink, {
    pace,
    clock,
    signal: controller.signal,
    isHopeless: () => false,
  });
  const end = async () => {
    state = { ...state, status: 'Completed', end: { outcome: 'completed', facts: [] } };
    await clock.pass(5000);
    return over;
  };
  return { clock, modes, paces, lines, notes, end, over, controller };
}

describe('a live tail', () => {
  it('brings lines at once, and spares the questions while it is quiet', async () => {
    const source = new WatchedSource();
    const { clock, modes, lines, end } = begin(source);
    await clock.pass(minute);
    expect(modes).toEqual([['live', undefined]]);
    const before = source.asked;
    await clock.pass(2 * minute);
    expect(source.asked - before).toBeLessThanOrEqual(2 * 12 + 1);
    source.print('one');
    await clock.pass(100);
    expect(lines).toEqual(['one']);
    await end();
  });

  it('is done without where it is not allowed, and says so once', async () => {
    const source = new WatchedSource();
    source.refusals = [named('AccessDeniedException')];
    const { clock, modes, lines, end } = begin(source);
    await clock.pass(minute);
    source.print('one');
    await clock.pass(1100);
    expect(lines).toEqual(['one']);
    await clock.pass(10 * minute);
    expect(modes).toEqual([['polling', 'no permission for logs:StartLiveTail']]);
    expect(source.sessions).toBe(0);
    await end();
  });

  it('is not opened where none is wanted, which is said', async () => {
    const source = new WatchedSource();
    source.watch = () => Promise.resolve('off');
    const { clock, modes, paces, end } = begin(source);
    await clock.pass(minute);
    expect(modes).toEqual([['polling', 'live tails are off']]);
    expect(paces).toEqual([{ shortest: pace.shortest, longest: pace.longest }]);
    await end();
  });

  it('is opened again after its three hours, after a cut and after a refusal for too many', async () => {
    const source = new WatchedSource();
    const { clock, modes, lines, end } = begin(source);
    await clock.pass(minute);
    source.session?.close('timeout');
    await clock.pass(minute);
    expect(modes.map(([mode]) => mode)).toEqual(['live', 'polling', 'live']);
    expect(modes[1]?.[1]).toContain('three hours');
    source.refusals = [named('ThrottlingException'), undefined];
    source.session?.cut(new Error('reset'));
    source.print('while it was cut');
    await clock.pass(1100);
    expect(lines).toEqual(['while it was cut']);
    await clock.pass(5 * minute);
    expect(modes.map(([mode]) => mode)).toEqual(['live', 'polling', 'live', 'polling', 'live']);
    await end();
  });

  it('is closed while it only samples, and opened again when the flood is over', async () => {
    const source = new WatchedSource();
    const { clock, modes, lines, end } = begin(source);
    await clock.pass(minute);
    for (let n = 0; n < 5000; n++) source.print(`${n}`);
    source.session?.close('sampled');
    await clock.pass(5000);
    expect(lines).toHaveLength(5000);
    expect(modes.at(-1)).toEqual(['polling', expect.stringContaining('sample')]);
    await clock.pass(minute);
    expect(modes.at(-1)).toEqual(['live', undefined]);
    await end();
  });
});

describe('following', () => {
  it('catches up after the machine has slept, with another live tail', async () => {
    const source = new WatchedSource();
    const { clock, notes, lines, end } = begin(source);
    await clock.pass(minute);
    // Nothing ran for two hours; the session hears nothing any more.
    source.events.push({ stream: 'j/algo-1-1', timestamp: 2, message: 'overnight' });
    clock.time += 120 * minute;
    await clock.pass(1000);
    expect(lines).toEqual(['overnight']);
    expect(notes).toEqual(['This machine slept for 120 min; what came meanwhile follows.']);
    expect(source.sessions).toBe(2);
    await end();
  });

  it('says that lines are gone which the log group keeps no longer', async () => {
    const source = new WatchedSource();
    source.days = 7;
    const { clock, notes, end } = begin(source, { created: 1_800_000_000_000 - 30 * 24 * 60 * minute });
    await clock.pass(1000);
    expect(notes).toEqual([expect.stringContaining('keeps lines for 7 days')]);
    await end();
  });

  it('asks nothing any more once it is over', async () => {
    const source = new WatchedSource();
    const { clock, end } = begin(source);
    await clock.pass(minute);
    await end();
    const { asked, sessions } = source;
    await clock.pass(60 * minute);
    expect([source.asked, source.sessions, source.session]).toEqual([asked, sessions, undefined]);
  });
});
