import { hostOf } from './hosts.ts';

/** What the hosts of a tail's streams are called: shortly, and yet each in its own way. */
export class HostNames {
  /** By stream; those that were deleted keep theirs. */
  #names: ReadonlyMap<string, string> = new Map<string, string>();
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

  /** Takes in the streams that are new. @returns whether that changes how those are shown that were known */
  know(streams: readonly string[]): boolean {
    const before = this.#names;
    const added = streams.filter((stream) => !before.has(stream));
    if (added.length === 0) return false;
    const all = [...before.keys(), ...added];
    // Jobs of a tuning job, and variants of an endpoint, have hosts of the same names.
    const apart = new Set(all.map(parentOf)).size > 1;
    this.#names = new Map(all.map((stream) => [stream, nameOf(stream, apart)]));
    const was = this.#several;
    this.#several = new Set(this.#names.values()).size > 1;
    return was !== this.#several || [...before].some(([stream, name]) => this.of(stream) !== name);
  }

  of(stream: string): string {
    return this.#names.get(stream) ?? hostOf(stream);
  }

  /** The first stream of a host. */
  streamOf(host: string): string | undefined {
    return [...this.#names].find(([, name]) => name === host)?.[0];
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
