import type { SyntaxNode } from '@lezer/common';
import { shorten } from './declared.ts';
import { splitAtCommas } from './python/calls.ts';
import { enumValues, Evaluator } from './python/evaluate.ts';
import type { PythonModule } from './python/module.ts';
import { childrenOf } from './python/parse.ts';
import { toChoices } from './python/values.ts';
import type { ArgumentType, ScriptArgument } from './scriptReading.ts';

/** What a type annotation says of an argument. */
export interface Annotation extends Pick<ScriptArgument, 'type' | 'choices' | 'converter'> {
  /** A list, set or tuple of any length. */
  readonly many: boolean;
  /** A tuple of this length. */
  readonly count?: number;
  /** `None` is a value. */
  readonly optional: boolean;
  /** What `Annotated[T, …]` adds. */
  readonly extras: readonly SyntaxNode[];
}

const plain: Readonly<Record<string, ArgumentType>> = {
  int: 'int',
  float: 'float',
  bool: 'bool',
  str: 'text',
};
const nothing: Annotation = { type: 'text', many: false, optional: false, extras: [] };
const deepest = 8;

export function readAnnotation(module: PythonModule, node: SyntaxNode | undefined, depth = 0): Annotation {
  if (!node || depth > deepest) return nothing;
  const next = (inner: SyntaxNode | undefined): Annotation => readAnnotation(module, inner, depth + 1);
  const name = module.dotted(node);
  if (name !== undefined) return named(module, name);
  if (node.name === 'BinaryExpression' && module.textOf(childrenOf(node)[1] ?? node) === '|') {
    const [left, , right] = childrenOf(node);
    return union([left, right], module, next);
  }
  const [target, bracket, ...rest] = childrenOf(node);
  if (node.name !== 'MemberExpression' || bracket?.name !== '[') return nothing;
  const inner = splitAtCommas(rest.filter((one) => one.name !== ']')).flatMap(([one]) => (one ? [one] : []));
  const [first, second] = inner;
  switch (module.dotted(target)?.split('.').at(-1)) {
    case 'Optional':
      return { ...next(first), optional: true };
    case 'Union':
      return union(inner, module, next);
    case 'Annotated':
      return { ...next(first), extras: inner.slice(1) };
    case 'Literal': {
      const evaluator = new Evaluator(module);
      const values = inner.map((one) => evaluator.value(one) ?? null);
      const choices = toChoices(values);
      const whole = choices?.every((choice) => Number.isInteger(choice));
      return {
        ...nothing,
        type: whole ? 'int' : 'text',
        ...(choices && { choices }),
        optional: values.includes(null),
      };
    }
    case 'Tuple':
    case 'tuple':
      return second && second.name !== 'Ellipsis'
        ? { ...next(first), many: true, count: inner.length }
        : { ...next(first), many: true };
    case 'List':
    case 'list':
    case 'Sequence':
    case 'Iterable':
    case 'Set':
    case 'set':
      return { ...next(first), many: true };
    case 'ClassVar':
    case 'InitVar':
    case 'Final':
      return next(first);
    default:
      return { ...nothing, converter: shorten(module.written(node)) };
  }
}

function named(module: PythonModule, name: string): Annotation {
  const type = plain[name];
  if (type) return { ...nothing, type };
  const choices = toChoices(enumValues(module, name));
  if (choices) return { ...nothing, choices };
  if (/^(?:list|tuple|List|Tuple|typing\.List)$/.test(name)) return { ...nothing, many: true };
  return /(?:^|\.)(?:Path|Any)$/.test(name) || name === 'str' ? nothing : { ...nothing, converter: name };
}

/** The members that are no `None`; of several, text where text is one, since any value then fits. */
function union(
  nodes: readonly (SyntaxNode | undefined)[],
  module: PythonModule,
  next: (node: SyntaxNode | undefined) => Annotation,
): Annotation {
  const members = nodes.filter((one) => one && module.textOf(one) !== 'None').map(next);
  const optional = members.length < nodes.length || members.some((one) => one.optional);
  const text = members.find(
    (one) => one.type === 'text' && !one.many && one.converter === undefined && !one.choices,
  );
  return { ...(text ?? members[0] ?? nothing), optional };
}
