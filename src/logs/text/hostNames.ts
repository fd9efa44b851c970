import { hostOf } from './hosts.ts';

/** What the hosts of a tail's streams are called: shortly, and yet each in its own way. */
export class HostNames {
  #streams: readonly string[] = [];
  #names = new Map<string, string>();
  #several = false;

  /** Whether there are several hosts to tell apart. */
  get several(): boolean {
    return this.#several;
  }

  /** Each host once, in the order of their numbers. */
  get all(): readonly string[] {
    const compare = new Intl.Collator('en', { numeric: true }).compare;
    return [...new Set(this.#names.values())].sort(compare);
  }

  /** @returns whether that changes how lines are shown */
  know(streams: readonly string[]): boolean {
    if (streams.length === this.#streams.length && streams.every((name, i) => name === this.#streams[i]))
      return false;
    this.#streams = [...streams];
    // Jobs of a tuning job, and variants of an endpoint, have hosts of the same names.
    const apart = new Set(streams.map(parentOf)).size > 1;
    const before = this.#several;
    this.#names = new Map(streams.map((stream) => [stream, nameOf(stream, apart)]));
    this.#several = new Set(this.#names.values()).size > 1;
    return before !== this.#several;
  }

  of(stream: string): string {
    return this.#names.get(stream) ?? hostOf(stream);
  }
}

function nameOf(stream: string, apart: boolean): string {
  const parent = parentOf(stream);
  return apart && parent !== '' ? `${parent}/${hostOf(stream)}` : hostOf(stream);
}

/** `job` of `job/algo-1-1795000000000`. */
function parentOf(stream: string): string {
  return stream.split('/').at(-2) ?? '';
}
