import type { SeriesHead, SeriesUpdate } from '../../messages/metrics.ts';
import type { MetricPoints } from './fetchMetricData.ts';

/** One line of a chart, as far as it is known. */
export class Series {
  head: SeriesHead;
  readonly times: number[] = [];
  readonly steps: number[] = [];
  readonly values: number[] = [];
  /** What has not been told yet begins here. */
  #untold = 0;

  constructor(head: SeriesHead) {
    this.head = head;
  }

  add(time: number, step: number, value: number): void {
    this.times.push(time);
    this.steps.push(step);
    this.values.push(value);
  }

  /** Takes what CloudWatch says of all from a time on (milliseconds since the epoch): a period may have grown since the last time. */
  replaceFrom(time: number, { times, values }: MetricPoints): void {
    let keep = this.times.length;
    while (keep > 0 && (this.times[keep - 1] ?? 0) >= time) keep--;
    // What is as it was need not be told again.
    let same = 0;
    while (
      same < times.length &&
      this.times[keep + same] === times[same] &&
      this.values[keep + same] === values[same]
    )
      same++;
    keep += same;
    this.#cut(keep);
    for (let i = same; i < times.length; i++)
      this.add(times[i] ?? 0, this.times.length + 1, values[i] ?? NaN);
  }

  /** Begins anew. */
  clear(head: SeriesHead): void {
    this.head = head;
    this.#cut(0);
  }

  /** All of it. */
  whole(): SeriesUpdate {
    return this.#from(0);
  }

  /** What has come or changed since the last time; undefined when nothing has. */
  news(): SeriesUpdate | undefined {
    if (this.#untold >= this.times.length) return undefined;
    const update = this.#from(this.#untold);
    this.#untold = this.times.length;
    return update;
  }

  #from(from: number): SeriesUpdate {
    return {
      ...this.head,
      from,
      times: this.times.slice(from),
      steps: this.steps.slice(from),
      values: this.values.slice(from),
    };
  }

  #cut(length: number): void {
    for (const list of [this.times, this.steps, this.values]) list.length = length;
    this.#untold = Math.min(this.#untold, length);
  }
}
