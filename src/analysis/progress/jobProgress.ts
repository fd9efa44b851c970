import { HostProgress, type Progress } from './hostProgress.ts';
import type { Totals } from './totals.ts';

export type { Progress };

/** More hosts are not told apart: the slowest of these stands for all. */
const mostHosts = 500;
/** While others tell, a host may be silent for so long, and for so many times its longest silence before. Milliseconds. */
const patience = { least: 30_000, times: 3 };

/**
 * How far a job is: as far as the slowest of its hosts that tell. One that has only told that it begins, and has been silent
 * since while others tell, leaves the telling to them: it does not hold the job at 0 %.
 */
export class JobProgress {
  readonly #totals: Totals;
  readonly #hosts = new Map<string, HostProgress>();

  constructor(totals: Totals) {
    this.#totals = totals;
  }

  /** @param host whatever tells hosts apart: a stream's name; @param time milliseconds since the epoch */
  push(host: string, message: string, time: number): void {
    let known = this.#hosts.get(host);
    if (!known) {
      if (this.#hosts.size >= mostHosts) return;
      known = new HostProgress(this.#totals);
      this.#hosts.set(host, known);
    }
    for (const line of message.split('\n')) known.push(line, time);
  }

  /** @param now milliseconds since the epoch */
  progress(now: number): Progress | undefined {
    const known = this.#telling(now).flatMap((host) => host.progress(now) ?? []);
    const [slowest] = known.toSorted((a, b) => a.fraction - b.fraction);
    if (!slowest) return undefined;
    const left = known.map((host) => host.left).filter((time) => time !== undefined);
    return { ...slowest, left: left.length === 0 ? undefined : Math.max(...left) };
  }

  #telling(now: number): HostProgress[] {
    const told = [...this.#hosts.values()].flatMap((host) => (host.told ? [{ host, ...host.told }] : []));
    // A clock that is ahead makes nobody else silent.
    const last = Math.min(now, Math.max(...told.map(({ at }) => at)));
    return told
      .filter(({ at, longestGap }) => last - at <= Math.max(patience.least, patience.times * longestGap))
      .map(({ host }) => host);
  }
}

/** `45 %`, `45 % · 12 min left`. */
export function progressText(progress: Progress): string {
  return [percentText(progress), ...leftWords(progress)].join(' · ');
}

/** The same with the words of the log: `45 % · epoch 5 of 10 · 12 min left`. */
export function progressDetail(progress: Progress): string {
  return [percentText(progress), progress.what ?? [], leftWords(progress)].flat().join(' · ');
}

const percentText = ({ fraction }: Progress): string => `${Math.floor(fraction * 100)} %`;

const leftWords = ({ fraction, left }: Progress): string[] =>
  left === undefined || fraction >= 1 ? [] : [`${leftText(left)} left`];

/** In one unit, as it is only about right: `40 s`, `12 min`, `3 h`, `2 d`. */
function leftText(milliseconds: number): string {
  const seconds = Math.max(1, milliseconds / 1000);
  if (seconds < 90) return `${seconds < 10 ? Math.ceil(seconds) : Math.ceil(seconds / 5) * 5} s`;
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.ceil(seconds / 3600)} h` : `${Math.ceil(seconds / 86_400)} d`;
}
