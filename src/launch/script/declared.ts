import type { SyntaxNode } from '@lezer/common';
import { nothingBound } from './python/bindings.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonFunction, PythonModule } from './python/module.ts';
import { toLiteral } from './python/values.ts';
import type { ArgumentType, ScriptArgument } from './scriptReading.ts';

/**
 * The `default` members of an argument whose default is written as `node`.
 * @param within the function whose names it sees. @param bindings what names stand for in this run of the declaration.
 */
export function defaultOf(
  module: PythonModule,
  given: SyntaxNode | undefined,
  within?: PythonFunction,
  bindings = nothingBound,
): Pick<ScriptArgument, 'default' | 'defaultExpression'> {
  const bound = bindings.get(module.dotted(given) ?? '');
  const node = bound?.node ?? given;
  // argparse's word for no default at all.
  if (!node || module.resolveNode(node) === 'argparse.SUPPRESS') return {};
  const evaluator = bound?.node
    ? new Evaluator(module, bound.within)
    : new Evaluator(module, within, bindings);
  const worked = evaluator.value(node);
  const value = toLiteral(bound ? bound.value : worked);
  const written = shorten(module.written(node));
  // SageMaker sets these itself: what the script falls back to elsewhere is no default of a job.
  if (evaluator.environment.some((name) => name.startsWith('SM_'))) return { defaultExpression: written };
  if (value === undefined) return { defaultExpression: written };
  if (value === null) return {};
  return { default: value, ...(evaluator.environment.length > 0 && { defaultExpression: written }) };
}

/** A text as an argument's help: one paragraph, not empty. */
export function helpOf(text: unknown): Pick<ScriptArgument, 'help'> {
  const help = typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
  return help === '' ? {} : { help };
}

/** The type of an argument that has this value. */
export function typeOfValue(value: unknown): ArgumentType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'number') return 'text';
  return Number.isInteger(value) ? 'int' : 'float';
}

/** Source text for a label. */
export function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/**
 * The name that SageMaker's `--name`, or `-n` for one character, sets.
 * @param flags as declared, with dashes.
 * @returns undefined when no spelling of SageMaker's is among them.
 */
export function settableName(flags: readonly string[]): string | undefined {
  const long = flags.find((flag) => /^--[^-]./.test(flag));
  const short = flags.find((flag) => /^-[^-]$/.test(flag));
  return (long ?? short)?.replace(/^-+/, '');
}

export const reasons = {
  positional: 'a positional argument, and SageMaker passes options only',
  spelling: 'SageMaker spells options --name, or -n for one letter',
  flag: (action: string) => `${action} takes no value, and SageMaker always passes one`,
  values: (count: number | string) => `it takes ${count} values, and SageMaker passes one`,
  command: (commands: string) =>
    `it belongs to the command ${commands}, and SageMaker passes options only, no command`,
} as const;

export const oneText = 'One value: SageMaker passes a list as one text.';

/** The first of each name (in a command) wins, as in Python's own message about duplicates the second is the mistake. */
export function withoutRepeats(found: readonly ScriptArgument[]): ScriptArgument[] {
  const byName = new Map<string, ScriptArgument>();
  for (const argument of found) {
    const key = `${argument.command ?? ''} ${argument.name}`;
    if (!byName.has(key)) byName.set(key, argument);
  }
  return [...byName.values()];
}
