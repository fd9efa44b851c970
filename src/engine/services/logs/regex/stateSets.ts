import { type Step } from './program.ts';
import { type Work } from './work.ts';

/** More states than this are thrown away and built anew: texts that need more are made to be nasty. */
const MOST_STATES = 1000;
/** Steps and ways that all states together hold. */
const MOST_KEPT = 200_000;
const ASCII = 128;
/** A way that is not in the tables costs so many steps before any is taken. */
const NEW_WAY = 100;

interface State {
  /** Steps that take a character, wait for the text's end, or are the match; ascending. */
  readonly steps: readonly number[];
  readonly accepts: boolean;
  readonly acceptsAtEnd: boolean;
  /** Where characters lead to, as far as it is known: ASCII, and those beyond. */
  readonly byCode: (State | undefined)[];
  beyond: Map<number, State> | undefined;
}

/**
 * Says whether a program without word boundaries matches somewhere in a text: sets of steps that were met are kept, so
 * that most characters cost one look into a table.
 */
export class StateSets {
  readonly #program: readonly Step[];
  readonly #work: Work;
  /** By step: the walk that has come by last, and whether it stays there (odd). */
  readonly #marks: Int32Array;
  #walk = 0;
  #states = new Map<string, State>();
  #kept = 0;
  #first: State;

  constructor(program: readonly Step[], work: Work) {
    this.#program = program;
    this.#work = work;
    this.#marks = new Int32Array(program.length);
    this.#first = this.#state([0], true);
  }

  /** @throws AwsError when it takes too long, see {@link Work} */
  test(text: string): boolean {
    let state = this.#first;
    for (let at = 0; at < text.length && !state.accepts; at++) {
      const code = text.charCodeAt(at);
      state = (code < ASCII ? state.byCode[code] : state.beyond?.get(code)) ?? this.#next(state, code);
    }
    return state.accepts || state.acceptsAtEnd;
  }

  #next(state: State, code: number): State {
    // A match may begin at every place.
    const reached = [0];
    for (const place of state.steps) {
      const step = this.#program[place];
      if (step?.kind === 'character' && step.takes(code)) reached.push(place + 1);
    }
    const next = this.#state(reached, false);
    if (code < ASCII) state.byCode[code] = next;
    else (state.beyond ??= new Map()).set(code, next);
    this.#kept += 1;
    return next;
  }

  #state(from: number[], atStart: boolean): State {
    this.#work.spend(NEW_WAY + 2 * this.#program.length);
    const steps = this.#closure(from, atStart, false);
    const key = (atStart ? '^' : '') + String.fromCharCode(...steps);
    const known = this.#states.get(key);
    if (known && this.#kept <= MOST_KEPT) return known;
    if (this.#states.size >= MOST_STATES || this.#kept > MOST_KEPT) this.#forget();
    const accepts = this.#hasMatch(steps);
    // Whether it is the text's end is known only then: both are kept.
    const ending = steps.filter((place) => this.#program[place]?.kind === 'assertion');
    const acceptsAtEnd =
      accepts || (ending.length > 0 && this.#hasMatch(this.#closure(ending, atStart, true)));
    const state = { steps, accepts, acceptsAtEnd, byCode: [], beyond: undefined };
    this.#states.set(key, state);
    this.#kept += steps.length;
    return state;
  }

  /** States know those that follow them: all that hangs on the first must go. */
  #forget(): void {
    this.#states = new Map();
    this.#kept = 0;
    this.#first = { ...this.#first, byCode: [], beyond: undefined };
  }

  #hasMatch(steps: readonly number[]): boolean {
    // The match is a program's last step.
    return steps.at(-1) === this.#program.length - 1;
  }

  /** What is reached from steps without a character. @param open the steps; used up */
  #closure(open: number[], atStart: boolean, atEnd: boolean): number[] {
    const [program, marks] = [this.#program, this.#marks];
    const passed = (this.#walk += 2);
    let stay = 0;
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if ((marks[place] ?? 0) >= passed) continue;
      marks[place] = passed;
      const step = program[place];
      if (step === undefined) continue;
      if (step.kind === 'jump') open.push(step.to);
      else if (step.kind === 'split') open.push(step.first, step.second);
      else if (step.kind === 'save') open.push(place + 1);
      else if (step.kind === 'assertion' && (step.what === 'start' ? atStart : atEnd)) open.push(place + 1);
      else if (step.kind !== 'assertion' || step.what === 'end') {
        marks[place] = passed + 1;
        stay += 1;
      }
    }
    const steps: number[] = [];
    for (let place = 0; steps.length < stay; place++) if (marks[place] === passed + 1) steps.push(place);
    return steps;
  }
}
