import { type RegexNode } from './nodes.ts';

/** A step of a matcher. Those that take no character lead to others; the first of two is tried first. */
export type Step =
  | { readonly kind: 'character'; readonly takes: (code: number) => boolean }
  | { readonly kind: 'assertion'; readonly what: 'start' | 'end' | 'boundary' | 'noBoundary' }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

/**
 * An expression as steps of Thompson's construction, the last of them the match.
 * @param most counts are written out, so this bounds an expression's work on each character; at most 65,535
 * @throws SyntaxError when it is too long
 */
export function programOf(root: RegexNode, most: number): Step[] {
  const steps: Step[] = [];
  let visits = 0;
  const add = (step: Step): void => {
    if (steps.push(step) > most) throw new SyntaxError('it is too long');
  };
  const split = (lazy: boolean): { enter: (to: number) => void; leave: (to: number) => void } => {
    const step: Step = { kind: 'split', first: 0, second: 0 };
    add(step);
    return {
      enter: (to) => (lazy ? (step.second = to) : (step.first = to)),
      leave: (to) => (lazy ? (step.first = to) : (step.second = to)),
    };
  };
  const emit = (node: RegexNode): void => {
    // Parts without a step of their own can be repeated without end, too: `(?:(?:){1000}){1000}`.
    if (++visits > 10 * most) throw new SyntaxError('it is too long');
    switch (node.kind) {
      case 'character':
        add({ kind: 'character', takes: node.takes });
        return;
      case 'assertion':
        add({ kind: 'assertion', what: node.what });
        return;
      case 'sequence':
        node.nodes.forEach(emit);
        return;
      case 'group':
        add({ kind: 'save', slot: 2 * node.index });
        emit(node.node);
        add({ kind: 'save', slot: 2 * node.index + 1 });
        return;
      case 'choice':
        emitChoice(node.nodes);
        return;
      case 'repeat':
        emitRepeat(node);
    }
  };
  const emitChoice = (nodes: readonly RegexNode[]): void => {
    const jumps: Extract<Step, { kind: 'jump' }>[] = [];
    nodes.forEach((node, index) => {
      if (index === nodes.length - 1) {
        emit(node);
        return;
      }
      const way = split(false);
      way.enter(steps.length);
      emit(node);
      const jump: Step = { kind: 'jump', to: 0 };
      add(jump);
      jumps.push(jump);
      way.leave(steps.length);
    });
    for (const jump of jumps) jump.to = steps.length;
  };
  const emitRepeat = ({ node, least, most, lazy }: Extract<RegexNode, { kind: 'repeat' }>): void => {
    for (let n = 0; n < least; n++) emit(node);
    if (most === Infinity) {
      const again = steps.length;
      const way = split(lazy);
      way.enter(steps.length);
      emit(node);
      add({ kind: 'jump', to: again });
      way.leave(steps.length);
      return;
    }
    const ways = [];
    for (let n = least; n < most; n++) {
      const way = split(lazy);
      way.enter(steps.length);
      emit(node);
      ways.push(way);
    }
    for (const way of ways) way.leave(steps.length);
  };
  emit(root);
  add({ kind: 'match' });
  return steps;
}
