import { type RegexNode } from './nodes.ts';
import { parseRegex } from './parseRegex.ts';
import { programOf } from './program.ts';
import { StateSets } from './stateSets.ts';
import { MatchFinder } from './threads.ts';
import { type Work } from './work.ts';

/** The text when an expression is nothing but text, as most are. */
function literalOf(node: RegexNode): string | undefined {
  if (node.kind === 'character') return node.literal;
  if (node.kind !== 'sequence') return undefined;
  const parts = node.nodes.map(literalOf);
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/**
 * A regular expression with groups that is matched in time proportional to the text: whoever may ask a query must not
 * be able to hang the engine, as a backtracking matcher can be by `(a*)*b`.
 */
export class LinearMatcher {
  /** The names of the groups in order, `undefined` for those without one. */
  readonly groups: readonly (string | undefined)[];
  readonly #literal: string | undefined;
  readonly #finder: MatchFinder;
  readonly #sets: StateSets | undefined;

  /**
   * @param work bounds what one event may cost; expressions that look at the same event share it
   * @param mostSteps how long it may be with its counts written out
   * @throws SyntaxError for what is no expression of this kind
   */
  constructor(source: string, work: Work, mostSteps = 5000) {
    const { node, groups } = parseRegex(source);
    this.groups = groups;
    this.#literal = literalOf(node);
    const program = programOf(node, mostSteps);
    this.#finder = new MatchFinder(program, 2 * (groups.length + 1), work);
    const looksAround = program.some(
      (step) => step.kind === 'assertion' && (step.what === 'boundary' || step.what === 'noBoundary'),
    );
    this.#sets = looksAround ? undefined : new StateSets(program, work);
  }

  /** Whether it matches somewhere in the text. @throws AwsError when that takes too long, see {@link Work} */
  test(text: string): boolean {
    if (this.#literal !== undefined) return text.includes(this.#literal);
    return this.#sets ? this.#sets.test(text) : this.#finder.find(text) !== undefined;
  }

  /** What the groups have taken of the leftmost match, `undefined` each that took no part; nothing without a match. @throws as `test` */
  exec(text: string): (string | undefined)[] | undefined {
    if (this.#sets && !this.#sets.test(text)) return undefined;
    const slots = this.#finder.find(text);
    return (
      slots &&
      this.groups.map((_, index) => {
        const [from = -1, to = -1] = slots.slice(2 * (index + 1), 2 * (index + 1) + 2);
        return from < 0 || to < 0 ? undefined : text.slice(from, to);
      })
    );
  }
}
