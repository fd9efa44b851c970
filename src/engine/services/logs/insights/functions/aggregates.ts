import { Distinct } from './distinct.ts';
import { finite } from './numeric.ts';
import { Quantiles } from './quantiles.ts';
import { asNumber, asText, naturalOrder, sizeOf, type Value } from './values.ts';

/** Gathers the rows of one group. */
export interface Aggregate {
  /** @param time the row's, milliseconds since the epoch */
  add(value: Value, time: number): void;
  readonly value: Value;
  /** About how many characters it keeps. */
  readonly size: number;
}

class Count implements Aggregate {
  readonly size = 8;
  #count = 0;
  add(value: Value): void {
    if (value !== undefined) this.#count += 1;
  }
  get value(): Value {
    return this.#count;
  }
}

class CountDistinct implements Aggregate {
  readonly #distinct = new Distinct();
  add(value: Value): void {
    const text = asText(value);
    if (text !== undefined) this.#distinct.add(text);
  }
  get size(): number {
    return this.#distinct.size;
  }
  get value(): Value {
    return this.#distinct.count;
  }
}

/** Sum, mean and standard deviation, by Welford's recurrence: no digits are lost where the values are large. */
class Moments implements Aggregate {
  readonly #answer: 'sum' | 'avg' | 'stddev';
  #count = 0;
  #sum = 0;
  #mean = 0;
  #squares = 0;
  readonly size = 40;

  constructor(answer: 'sum' | 'avg' | 'stddev') {
    this.#answer = answer;
  }

  add(value: Value): void {
    const number = asNumber(value);
    if (number === undefined) return;
    this.#count += 1;
    this.#sum += number;
    const off = number - this.#mean;
    this.#mean += off / this.#count;
    this.#squares += off * (number - this.#mean);
  }

  get value(): Value {
    if (this.#count === 0) return undefined;
    if (this.#answer === 'sum') return this.#sum;
    if (this.#answer === 'avg') return finite(this.#sum / this.#count);
    return Math.sqrt(this.#squares / this.#count);
  }
}

/** The least or the greatest: as numbers, and as texts where none is a number. */
class Extreme implements Aggregate {
  readonly #sign: 1 | -1;
  #best: Value;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  add(value: Value): void {
    if (value === undefined) return;
    const found = asNumber(value) ?? value;
    const isBetter = (): boolean => {
      if (typeof found === 'number' && typeof this.#best === 'string') return true;
      if (typeof found === 'string' && typeof this.#best === 'number') return false;
      return naturalOrder(found, this.#best) * this.#sign > 0;
    };
    if (this.#best === undefined || isBetter()) this.#best = found;
  }

  get size(): number {
    return sizeOf(this.#best);
  }

  get value(): Value {
    return this.#best;
  }
}

class Percentile implements Aggregate {
  readonly #percent: number;
  readonly #quantiles = new Quantiles();

  constructor(percent: number) {
    this.#percent = percent;
  }

  add(value: Value): void {
    const number = asNumber(value);
    if (number !== undefined) this.#quantiles.add(number);
  }

  get size(): number {
    return this.#quantiles.size;
  }

  get value(): Value {
    return this.#quantiles.at(this.#percent);
  }
}

/** The value of the row that is first or last in time, or in the order of `sort`. */
class Endmost implements Aggregate {
  readonly #isBefore: (a: Candidate, b: Candidate) => boolean;
  #best: Candidate | undefined;

  constructor(isBefore: (a: Candidate, b: Candidate) => boolean) {
    this.#isBefore = isBefore;
  }

  add(value: Value, time: number): void {
    if (value === undefined) return;
    const candidate = { value, time };
    if (!this.#best || this.#isBefore(candidate, this.#best)) this.#best = candidate;
  }

  get size(): number {
    return sizeOf(this.#best?.value);
  }

  get value(): Value {
    return this.#best?.value;
  }
}

interface Candidate {
  readonly value: Value;
  readonly time: number;
}

/** A fresh aggregate of a function of `stats`. @param percent of `pct` */
export function newAggregate(name: string, percent: number): Aggregate {
  switch (name) {
    case 'count_distinct':
      return new CountDistinct();
    case 'sum':
    case 'avg':
    case 'stddev':
      return new Moments(name);
    case 'min':
      return new Extreme(-1);
    case 'max':
      return new Extreme(1);
    case 'pct':
      return new Percentile(percent);
    case 'median':
      return new Percentile(50);
    case 'earliest':
      return new Endmost((a, b) => a.time < b.time);
    case 'latest':
      return new Endmost((a, b) => a.time > b.time);
    case 'sortsfirst':
      return new Endmost((a, b) => naturalOrder(a.value, b.value) < 0);
    case 'sortslast':
      return new Endmost((a, b) => naturalOrder(a.value, b.value) > 0);
    default:
      return new Count();
  }
}
