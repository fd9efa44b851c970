import { type Step } from './program.ts';
import { type Work } from './work.ts';

/** Where groups begin and end on the way of a thread, by slot; -1 for those that it has not passed. Never changed. */
type Places = readonly number[];

/** Threads in order of preference: which step each waits at, and which places it has passed. */
class ThreadList {
  readonly steps: Int32Array;
  readonly places: Places[] = [];
  length = 0;

  constructor(most: number) {
    this.steps = new Int32Array(most);
  }

  push(step: number, places: Places): void {
    this.steps[this.length] = step;
    this.places[this.length] = places;
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
  readonly #work: Work;
  readonly #nowhere: Places;
  /** By step: the last place in the text where it was reached. */
  readonly #marks: Int32Array;
  #current: ThreadList;
  #next: ThreadList;
  #text = '';
  #spent = 0;

  /** @param slots two for each group and for the whole */
  constructor(program: readonly Step[], slots: number, work: Work) {
    this.#program = program;
    this.#work = work;
    this.#nowhere = Array.from({ length: slots }, () => -1);
    this.#marks = new Int32Array(program.length);
    this.#current = new ThreadList(program.length);
    this.#next = new ThreadList(program.length);
  }

  /**
   * @returns where groups begin and end by their slots, -1 for those that took no part; `undefined` without a match
   * @throws AwsError when it takes too long, see {@link Work}
   */
  find(text: string): Places | undefined {
    this.#text = text;
    this.#marks.fill(-1);
    this.#current.length = 0;
    this.#spent = this.#program.length;
    let found: Places | undefined;
    for (let at = 0; at <= text.length; at++) {
      if (!found) this.#add(this.#current, 0, this.#nowhere, at);
      else if (this.#current.length === 0) break;
      found = this.#step(at) ?? found;
      [this.#current, this.#next] = [this.#next, this.#current];
      this.#work.spend(this.#spent);
      this.#spent = 0;
    }
    return found;
  }

  /** Takes one character; answers with the match when a thread is through, those that are preferred less being dropped. */
  #step(at: number): Places | undefined {
    const [current, next] = [this.#current, this.#next];
    const code = at < this.#text.length ? this.#text.charCodeAt(at) : -1;
    next.length = 0;
    for (let n = 0; n < current.length; n++) {
      const place = current.steps[n] ?? 0;
      const step = this.#program[place];
      const places = current.places[n] ?? this.#nowhere;
      if (step?.kind === 'match') return places;
      if (code >= 0 && step?.kind === 'character' && step.takes(code))
        this.#add(next, place + 1, places, at + 1);
    }
    this.#spent += current.length;
    return undefined;
  }

  #add(list: ThreadList, place: number, places: Places, at: number): void {
    if (this.#marks[place] === at) return;
    this.#marks[place] = at;
    this.#spent += 2;
    const step = this.#program[place];
    if (step === undefined) return;
    switch (step.kind) {
      case 'jump':
        this.#add(list, step.to, places, at);
        return;
      case 'split':
        this.#add(list, step.first, places, at);
        this.#add(list, step.second, places, at);
        return;
      case 'save':
        this.#spent += places.length;
        this.#add(list, place + 1, places.with(step.slot, at), at);
        return;
      case 'assertion':
        if (holds(step.what, this.#text, at)) this.#add(list, place + 1, places, at);
        return;
      default:
        list.push(place, places);
    }
  }
}
