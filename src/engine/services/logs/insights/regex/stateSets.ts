import { type Step } from './program.ts';

/** More states than this are thrown away and built anew: texts that need more are made to be nasty. */
const MOST_STATES = 1000;
const ASCII = 128;

interface State {
  /** Steps that take a character, or wait for the text's end. */
  readonly steps: readonly number[];
  readonly accepts: boolean;
  readonly acceptsAtEnd: boolean;
  readonly byCode: (State | undefined)[];
}

/**
 * Says whether a program without word boundaries matches somewhere in a text: sets of steps that were met are kept, so
 * that most characters cost one look into a table.
 */
export class StateSets {
  readonly #program: readonly Step[];
  #states = new Map<string, State>();
  #first: State;

  constructor(program: readonly Step[]) {
    this.#program = program;
    this.#first = this.#state([0], true);
  }

  test(text: string): boolean {
    let state = this.#first;
    for (let at = 0; at < text.length && !state.accepts; at++) {
      const code = text.charCodeAt(at);
      let next = code < ASCII ? state.byCode[code] : undefined;
      if (!next) {
        next = this.#next(state, code);
        if (code < ASCII) state.byCode[code] = next;
      }
      state = next;
    }
    return state.accepts || state.acceptsAtEnd;
  }

  #next(state: State, code: number): State {
    const reached: number[] = [];
    for (const place of state.steps) {
      const step = this.#program[place];
      if (step?.kind === 'character' && step.takes(code)) reached.push(place + 1);
    }
    // A match may begin at every place.
    reached.push(0);
    return this.#state(reached, false);
  }

  #state(from: readonly number[], atStart: boolean): State {
    const steps = this.#closure(from, atStart, false);
    // Whether it is the text's end is known only then: both are kept.
    const ended = this.#closure(from, atStart, true);
    const key = `${atStart ? '^' : ''}${steps.join()}/${from.join()}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= MOST_STATES) {
      this.#states = new Map();
      this.#first = { ...this.#first, byCode: [] };
    }
    const matches = (places: readonly number[]): boolean =>
      places.some((place) => this.#program[place]?.kind === 'match');
    const state = { steps, accepts: matches(steps), acceptsAtEnd: matches(ended), byCode: [] };
    this.#states.set(key, state);
    return state;
  }

  #closure(from: readonly number[], atStart: boolean, atEnd: boolean): number[] {
    const seen = new Set<number>();
    const open = [...from];
    const reached: number[] = [];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const step = this.#program[place];
      if (step === undefined) continue;
      if (step.kind === 'jump') open.push(step.to);
      else if (step.kind === 'split') open.push(step.first, step.second);
      else if (step.kind === 'save') open.push(place + 1);
      else if (step.kind !== 'assertion') reached.push(place);
      else if ((step.what === 'start' && atStart) || (step.what === 'end' && atEnd)) open.push(place + 1);
    }
    return reached.sort((a, b) => a - b);
  }
}
