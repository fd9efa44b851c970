import type { MetricsUpdate, SeriesHead, SubjectView } from '../../messages/metrics.ts';
import { Series } from './series.ts';

/** The series of one job or endpoint, and what has changed of them since the last time. */
export class SeriesSet {
  readonly #series = new Map<string, Series>();
  readonly #gone: string[] = [];

  get size(): number {
    return this.#series.size;
  }

  get all(): readonly Series[] {
    return [...this.#series.values()];
  }

  get(id: string): Series | undefined {
    return this.#series.get(id);
  }

  /** The series, which begins empty where it is not there yet. */
  of(head: SeriesHead): Series {
    const known = this.#series.get(head.id);
    if (known) return known;
    const made = new Series(head);
    this.#series.set(head.id, made);
    return made;
  }

  remove(id: string): void {
    if (this.#series.delete(id)) this.#gone.push(id);
  }

  news(subject: SubjectView): MetricsUpdate {
    const series = this.all.flatMap((one) => one.news() ?? []);
    return { subjects: [subject], series, gone: this.#gone.splice(0) };
  }

  whole(subject: SubjectView): MetricsUpdate {
    return { subjects: [subject], series: this.all.map((one) => one.whole()), gone: [] };
  }
}
