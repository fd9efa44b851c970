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
/** A bar that stands still for so long, and for so many times its longest pause, was given up. Milliseconds. */
const givenUp = { least: 300_000, times: 2 };

/** Reads one host's lines and knows how far it is, as far as they tell. Keeps some numbers, no lines. */
export class HostProgress {
  readonly #totals: Totals;
  readonly #pace = new Pace();
  #epoch: Mark['epoch'];
  #step: Mark['step'];
  #fraction: number | undefined;
  #what: string | undefined;
  #epochs: number | undefined;
  /** The last epoch of a count from 0 bears the number of the whole: there is one more. */
  #oneMore = false;
  #stepAt = 0;
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
    if (mark.step && this.#isBeside(mark.step, time)) return;
    if (mark.epoch) this.#takeEpoch(mark.epoch);
    if (mark.step) this.#takeStep(mark.step, time);
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

  /**
   * Whether steps of all are those of something else than the work: of an evaluation in the middle of it, whose bar has no
   * title either. Who has told the parts of epochs (Trainer) evaluates and predicts after the last one, too.
   */
  #isBeside(step: NonNullable<Mark['step']>, time: number): boolean {
    const before = this.#step;
    if (step.overall !== true || before?.overall !== true || before.of === step.of) return false;
    if (this.#epoch?.isExact === true) return true;
    const longest = Math.max(givenUp.least, givenUp.times * this.#longestGap);
    return before.at < (before.of ?? this.#steps ?? 0) && time - this.#stepAt < longest;
  }

  #takeEpoch(epoch: NonNullable<Mark['epoch']>): void {
    const isExact = epoch.isExact === true;
    if (epoch.fromZero === true || (epoch.at === 0 && !isExact)) this.#fromZero = true;
    if (epoch.at !== this.#epoch?.at && !isExact) this.#step = undefined;
    // Another fold, say: its bar may be of another length.
    if (isExact && epoch.at < (this.#epoch?.at ?? 0)) this.#step = undefined;
    // A word about an epoch between its bars does not repeat the whole.
    this.#epoch = { ...epoch, of: epoch.of ?? this.#epoch?.of };
    if (this.#fromZero && epoch.of !== undefined && epoch.at >= epoch.of) this.#oneMore = true;
  }

  #takeStep(step: NonNullable<Mark['step']>, time: number): void {
    const before = this.#step;
    this.#stepAt = time;
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

  /** How many epochs there are, as far as the log or the hyperparameters tell. */
  get #allEpochs(): number | undefined {
    const told = this.#epoch?.of ?? this.#epochs;
    const asked = this.#totals.epochs;
    if (told === undefined) return asked;
    return this.#oneMore || (this.#fromZero && asked === told + 1) ? told + 1 : told;
  }

  /** Of all, 0 to 1, from the last epoch and the last step. */
  #computed(): number | undefined {
    const epochs = this.#allEpochs;
    const steps = this.#step?.of ?? this.#steps ?? this.#totals.steps;
    const within =
      this.#step?.of !== undefined && this.#step.of > 0 ? this.#step.at / this.#step.of : undefined;
    const isExact = this.#epoch?.isExact === true;
    if (this.#epoch && epochs !== undefined && !(isExact && within !== undefined)) {
      // A time, say, as seconds of Unix's epoch.
      if (this.#epoch.at > epochs + 1) return undefined;
      if (isExact) return this.#epoch.at / epochs;
      const begun = this.#epoch.at - (this.#fromZero ? 0 : 1);
      const done = this.#epoch.over
        ? Number.isInteger(this.#epoch.at)
          ? begun + 1
          : this.#epoch.at
        : begun + Math.min(1, within ?? 0);
      return done / epochs;
    }
    if (this.#step?.overall === true && (!this.#epoch || isExact) && !this.#roundsUnknown)
      return steps === undefined ? undefined : this.#step.at / steps;
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
    const epochs = this.#allEpochs;
    if (this.#epoch && epochs !== undefined) {
      const { at, isExact } = this.#epoch;
      const begun = isExact === true ? Math.max(1, Math.ceil(at)) : Math.floor(at) + (this.#fromZero ? 1 : 0);
      return `epoch ${Math.min(epochs, begun)} of ${epochs}`;
    }
    const steps = this.#step?.of ?? this.#steps ?? this.#totals.steps;
    return this.#step && steps !== undefined ? `step ${this.#step.at} of ${steps}` : undefined;
  }
}
