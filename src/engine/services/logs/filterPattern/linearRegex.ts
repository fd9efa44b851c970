import { parseRegex, type RegexItem } from './regexItems.ts';

/** A DFA that has grown so far is thrown away and built anew: texts that need more are made to be nasty. */
const MOST_STATES = 1000;
const ASCII = 128;

/** A set of places in the expression, with where each character leads to, as far as it is known. */
interface State {
  readonly places: readonly number[];
  readonly accepts: boolean;
  readonly byCode: (State | undefined)[];
}

/**
 * Looks for a regular expression without groups, in time that grows with the text's length and nothing else: whoever
 * may ask for a filter must not be able to hang the engine, as a backtracking matcher can be by `a*a*a*b`. The places
 * where a match may stand are walked all at once (Thompson's construction), sets of places that were met are kept.
 */
export class LinearRegex {
  readonly #items: readonly (RegexItem | 'match')[];
  /** Where alternatives begin. */
  readonly #starts: readonly number[];
  #states = new Map<string, State>();
  #first: State;

  /** @throws SyntaxError for what is no expression of this kind, or one that is too long */
  constructor(source: string) {
    const alternatives = parseRegex(source);
    this.#items = alternatives.flatMap((items) => [...items, 'match' as const]);
    let at = 0;
    this.#starts = alternatives.map((items) => (at += items.length + 1) - items.length - 1);
    this.#first = this.#state(this.#starts, true);
  }

  /** Whether the expression matches somewhere in the text. */
  test(text: string): boolean {
    let state = this.#first;
    for (let at = 0; at < text.length && !state.accepts; at++) {
      const code = text.charCodeAt(at);
      let next = code < ASCII ? state.byCode[code] : undefined;
      if (!next) {
        next = this.#step(state, text.charAt(at));
        if (code < ASCII) state.byCode[code] = next;
      }
      state = next;
    }
    return state.accepts || state.places.some((place) => this.#endsAt(place));
  }

  #step(state: State, character: string): State {
    const places: number[] = [...this.#starts];
    for (const place of state.places) {
      const item = this.#items[place];
      if (item === undefined || item === 'match' || item.kind !== 'character' || !item.takes(character))
        continue;
      places.push(item.repeats ? place : place + 1);
    }
    return this.#state(places, false);
  }

  /** The state of places and of all that is reached from them without a character. */
  #state(from: readonly number[], atStart: boolean): State {
    const reached = new Set<number>();
    const open = [...from];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (reached.has(place)) continue;
      reached.add(place);
      const item = this.#items[place];
      if (item === undefined || item === 'match') continue;
      if (item.kind === 'start' ? atStart : item.kind === 'character' && item.isOptional)
        open.push(place + 1);
    }
    const places = [...reached].sort((a, b) => a - b);
    const key = places.join();
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= MOST_STATES) this.#forget();
    const state = { places, accepts: places.some((place) => this.#items[place] === 'match'), byCode: [] };
    this.#states.set(key, state);
    return state;
  }

  /** States know those that follow them: all that hangs on the first must go. */
  #forget(): void {
    this.#states = new Map();
    this.#first = { ...this.#first, byCode: [] };
  }

  /** Whether nothing more is needed here than the text's end. */
  #endsAt(place: number): boolean {
    for (let at = place; ; at++) {
      const item = this.#items[at];
      if (item === undefined || item === 'match') return item === 'match';
      if (item.kind !== 'end' && !(item.kind === 'character' && item.isOptional)) return false;
    }
  }
}
