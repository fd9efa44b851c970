import type { StepName } from '../../messages/metrics.ts';
import type { Observation } from './observations.ts';

/**
 * The values of one metric in one log stream, as they come, and what counts them: the step or the epoch, as long as every line
 * told one and it only ever grew; else their own order.
 */
export class Observed {
  readonly times: number[] = [];
  readonly values: number[] = [];
  /** Those that still may count. The step is the finer one. */
  readonly #counts = new Map<'step' | 'epoch', number[]>([
    ['step', []],
    ['epoch', []],
  ]);

  add(one: Pick<Observation, 'time' | 'value' | 'step' | 'epoch'>): void {
    this.times.push(one.time);
    this.values.push(one.value);
    for (const [name, counts] of this.#counts) {
      const count = one[name];
      if (count !== undefined && count > (counts.at(-1) ?? -Infinity)) counts.push(count);
      else this.#counts.delete(name);
    }
  }

  get stepName(): StepName {
    const [name = 'observation'] = this.#counts.keys();
    return name;
  }

  /** What a value was observed at, from 1 where it is its place in their order. */
  step(index: number): number {
    const [counts] = this.#counts.values();
    return counts?.[index] ?? index + 1;
  }
}
