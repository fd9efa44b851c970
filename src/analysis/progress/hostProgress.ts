import type { Mark } from './mark.ts';
import { Pace } from './pace.ts';
import { readMark } from './readMark.ts';
import type { Totals } from './totals.ts';

/** How far it is. */
export interface Progress {
  /** 0 to 1. */
  readonly fraction: number;
  /** Milliseconds; undefined where the log does not yet tell. */
  readonly left: number | undefined;
  /** `epoch 3 of 10`, `step 120 of 1000`; undefined where the log gives a percentage alone. */
  readonly what: string | undefined;
}

/** So many lines in a row must be behind before it is believed that the work began again: hosts' ranks interleave. */
const linesBack = 3;
const farBack = 0.1;
/** Of a table's row that tells an epoch; characters. */
const longestRow = 600;

/** Reads one host's lines and knows how far it is, as far as they tell. Keeps some numbers, no lines. */
export class HostProgress {
  readonly #totals: Totals;
  readonly #pace = new Pace();
  #epoch: Mark['epoch'];
  #step: Mark['step'];
  #fraction: number | undefined;
  #what: string | undefined;
  #epochs: number | undefined;
  #steps: number | undefined;
  #fromZero = false;
  #back = 0;
  /** Steps without epochs have begun again: how often they will is not known. */
  #roundsUnknown = false;
  #fastai = false;
  #toldAt: number | undefined;
  #longestGap = 0;

  constructor(totals: Totals) {
    this.#totals = totals;
  }

  /** @param time milliseconds since the epoch */
  push(line: string, time: number): void {
    const mark = this.#fastaiRow(line) ?? readMark(line);
    if (!mark) return;
    this.#epochs = mark.epochs ?? this.#epochs;
    this.#steps = mark.steps ?? this.#steps;
    if (mark.epoch) this.#takeEpoch(mark.epoch);
    if (mark.step) this.#takeStep(mark.step);
    const fraction = mark.fraction ?? this.#computed();
    if (fraction === undefined) return;
    this.#longestGap = Math.max(this.#longestGap, time - (this.#toldAt ?? time));
    this.#toldAt = time;
    this.#move(fraction, mark, time);
  }

  /** When it told last how far it is, and the longest that it has been silent before; milliseconds. */
  get told(): { readonly at: number; readonly longestGap: number } | undefined {
    return this.#toldAt === undefined ? undefined : { at: this.#toldAt, longestGap: this.#longestGap };
  }

  /** @param now milliseconds since the epoch */
  progress(now: number): Progress | undefined {
    if (this.#fraction === undefined) return undefined;
    return { fraction: this.#fraction, left: this.#pace.left(now), what: this.#what };
  }

  /** fastai prints a table: a heading, then a row an epoch, counted from 0. */
  #fastaiRow(line: string): Mark | undefined {
    if (line.length > longestRow) return undefined;
    if (/^epoch\s+train_loss\s+valid_loss/.test(line)) this.#fastai = true;
    if (!this.#fastai) return undefined;
    const row = /^(\d+)\s+(?:[\d.]+|nan|None)\s+.*\d{2}:\d{2}\s*$/.exec(line);
    return row ? { epoch: { at: Number(row[1]), of: undefined, over: true, fromZero: true } } : undefined;
  }

  #takeEpoch(epoch: NonNullable<Mark['epoch']>): void {
    if (epoch.fromZero === true || epoch.at === 0) this.#fromZero = true;
    if (epoch.at !== this.#epoch?.at) this.#step = undefined;
    this.#epoch = epoch;
  }

  #takeStep(step: NonNullable<Mark['step']>): void {
    const before = this.#step;
    if (
      !this.#epoch &&
      before?.of === step.of &&
      before &&
      step.at < before.at &&
      before.at >= (before.of ?? Infinity)
    )
      this.#roundsUnknown = true;
    this.#step = step;
  }

  /** Of all, 0 to 1, from the last epoch and the last step. */
  #computed(): number | undefined {
    const epochs = this.#epoch?.of ?? this.#epochs ?? this.#totals.epochs;
    const within =
      this.#step?.of !== undefined && this.#step.of > 0 ? this.#step.at / this.#step.of : undefined;
    if (this.#epoch && epochs !== undefined) {
      const begun = this.#epoch.at - (this.#fromZero ? 0 : 1);
      const done = this.#epoch.over
        ? Number.isInteger(this.#epoch.at)
          ? begun + 1
          : this.#epoch.at
        : begun + Math.min(1, within ?? 0);
      return done / epochs;
    }
    if (this.#step?.overall === true && !this.#epoch && !this.#roundsUnknown) {
      const steps = this.#step.of ?? this.#steps ?? this.#totals.steps;
      return steps === undefined ? undefined : this.#step.at / steps;
    }
    // What it said before was of a part only.
    if (this.#roundsUnknown) this.#fraction = undefined;
    return undefined;
  }

  #move(fraction: number, mark: Mark, time: number): void {
    const next = Math.min(1, Math.max(0, fraction));
    const before = this.#fraction ?? 0;
    if (next < before) {
      this.#back += 1;
      if (this.#back < linesBack && before - next < farBack) return;
      this.#pace.restart();
    }
    this.#back = 0;
    this.#fraction = next;
    this.#what = mark.fraction === undefined ? this.#words() : undefined;
    this.#pace.add(time, next);
  }

  #words(): string | undefined {
    const epochs = this.#epoch?.of ?? this.#epochs ?? this.#totals.epochs;
    if (this.#epoch && epochs !== undefined) {
      const at = Math.min(epochs, Math.floor(this.#epoch.at) + (this.#fromZero ? 1 : 0));
      return `epoch ${at} of ${epochs}`;
    }
    const steps = this.#step?.of ?? this.#steps ?? this.#totals.steps;
    return this.#step && steps !== undefined ? `step ${this.#step.at} of ${steps}` : undefined;
  }
}
