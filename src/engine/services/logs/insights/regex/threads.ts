import { type Step } from './program.ts';

/** A place that a thread has passed, with those before: shared between threads, never changed. */
interface Trail {
  readonly slot: number;
  readonly at: number;
  readonly before: Trail | undefined;
}

/** Threads in order of preference: which step each waits at, and what it has passed. */
class ThreadList {
  readonly steps: Int32Array;
  readonly trails: (Trail | undefined)[] = [];
  length = 0;

  constructor(most: number) {
    this.steps = new Int32Array(most);
  }

  push(step: number, trail: Trail | undefined): void {
    this.steps[this.length] = step;
    this.trails[this.length] = trail;
    this.length += 1;
  }
}

const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);

/** Whether an assertion holds between two characters of a text. */
function holds(what: 'start' | 'end' | 'boundary' | 'noBoundary', text: string, at: number): boolean {
  if (what === 'start') return at === 0;
  if (what === 'end') return at === text.length;
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  return (before !== after) === (what === 'boundary');
}

/**
 * Finds the leftmost match as Perl and JavaScript prefer it, with its groups; all ways are walked at once (Pike's
 * machine), so that the time grows with the text's length times the program's and nothing else.
 */
export class MatchFinder {
  readonly #program: readonly Step[];
  /** By step: the last place in the text where it was reached. */
  readonly #marks: Int32Array;
  #current: ThreadList;
  #next: ThreadList;
  #text = '';

  constructor(program: readonly Step[]) {
    this.#program = program;
    this.#marks = new Int32Array(program.length);
    this.#current = new ThreadList(program.length);
    this.#next = new ThreadList(program.length);
  }

  /**
   * @param slots two for each group and for the whole
   * @returns where whole and groups begin and end, -1 for those that took no part; `undefined` without a match
   */
  find(text: string, slots: number): number[] | undefined {
    this.#text = text;
    this.#marks.fill(-1);
    this.#current.length = 0;
    let found: { readonly trail: Trail | undefined; readonly end: number } | undefined;
    for (let at = 0; at <= text.length; at++) {
      if (!found) this.#add(this.#current, 0, { slot: 0, at, before: undefined }, at);
      else if (this.#current.length === 0) break;
      found = this.#step(at) ?? found;
      [this.#current, this.#next] = [this.#next, this.#current];
    }
    if (!found) return undefined;
    const places = Array.from({ length: slots }, () => -1);
    places[1] = found.end;
    for (let passed = found.trail; passed; passed = passed.before) {
      // From the last one back: later ones count.
      if (places[passed.slot] === -1) places[passed.slot] = passed.at;
    }
    return places;
  }

  /** Takes one character; answers with the match when a thread is through, those that are preferred less being dropped. */
  #step(at: number): { readonly trail: Trail | undefined; readonly end: number } | undefined {
    const [current, next] = [this.#current, this.#next];
    const code = at < this.#text.length ? this.#text.charCodeAt(at) : -1;
    next.length = 0;
    for (let n = 0; n < current.length; n++) {
      const place = current.steps[n] ?? 0;
      const step = this.#program[place];
      if (step?.kind === 'match') return { trail: current.trails[n], end: at };
      if (code >= 0 && step?.kind === 'character' && step.takes(code))
        this.#add(next, place + 1, current.trails[n], at + 1);
    }
    return undefined;
  }

  #add(list: ThreadList, place: number, trail: Trail | undefined, at: number): void {
    if (this.#marks[place] === at) return;
    this.#marks[place] = at;
    const step = this.#program[place];
    if (step === undefined) return;
    switch (step.kind) {
      case 'jump':
        this.#add(list, step.to, trail, at);
        return;
      case 'split':
        this.#add(list, step.first, trail, at);
        this.#add(list, step.second, trail, at);
        return;
      case 'save':
        this.#add(list, place + 1, { slot: step.slot, at, before: trail }, at);
        return;
      case 'assertion':
        if (holds(step.what, this.#text, at)) this.#add(list, place + 1, trail, at);
        return;
      default:
        list.push(place, trail);
    }
  }
}
