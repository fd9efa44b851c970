import type { ParserPlace, ParserPlaces } from './argparseParsers.ts';
import { defaultOf, shorten } from './declared.ts';
import { type Conditions, whenAny } from './python/conditions.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { runsOf } from './python/runs.ts';
import type { ScriptArgument } from './scriptReading.ts';

/** An argument as one `add_argument` declares it. */
export interface Found {
  readonly argument: ScriptArgument;
  /** The attribute that `set_defaults` names it by. */
  readonly destination: string;
  /** Of the group whose arguments exclude each other. */
  readonly exclusive?: NonNullable<ParserPlace['exclusive']> & { readonly run: string };
  readonly call: PythonCall;
  /** When it is declared, for each time that it may be. */
  readonly conditions: readonly Conditions[];
  /** `default=` is given. */
  readonly isExplicit: boolean;
}

/** `parser.set_defaults(lr=0.1)` wins over what `add_argument` said before it, unless it may not be run. */
export function withDefaultsSet(
  module: PythonModule,
  places: ParserPlaces,
  found: readonly Found[],
): Found[] {
  const calls = module.calls
    .filter((call) => call.member === 'set_defaults' && call.receiver && !module.isConditional(call))
    .flatMap((call) => runsOf(module, call).map((run) => ({ call, run })));
  return found.map((one) => {
    const { argument, destination, call: declaration, isExplicit } = one;
    const last = calls.findLast(({ call, run }) => {
      const { commands } = places.placeOf(call.receiver, call.within, run.bindings);
      const before = call.within === declaration.within && call.node.from < declaration.node.from;
      const applies = run.arguments.named.has(destination) && !(before && isExplicit);
      return applies && commands.join(', ') === (argument.command ?? '');
    });
    if (!last) return one;
    const { default: _, defaultExpression: __, ...others } = argument;
    const { call, run } = last;
    const set = defaultOf(module, run.arguments.named.get(destination), call.within, run.bindings);
    return { ...one, argument: { ...others, ...set } };
  });
}

/**
 * An argument that is declared here or there (`if … else`, another function) is one; where the defaults differ, running
 * decides. Of two in a row the second is the mistake, as Python says too.
 */
export function declaredOnce(module: PythonModule, found: readonly Found[]): ScriptArgument[] {
  const alike = Map.groupBy(found, ({ argument: { name, command } }) => `${command ?? ''} ${name}`);
  return [...alike.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const others = more.filter(
      ({ call }) =>
        call.node.from === first.call.node.from ||
        call.within !== first.call.within ||
        module.isConditional(call),
    );
    const texts = [first, ...others].map(
      ({ argument }) => argument.defaultExpression ?? JSON.stringify(argument.default ?? null),
    );
    const condition = whenAny([first, ...others].flatMap(({ conditions }) => conditions));
    const argument = { ...first.argument, ...(condition !== undefined && { condition: shorten(condition) }) };
    if (new Set(texts).size === 1) return [argument];
    const { default: _, ...rest } = argument;
    const written = [...new Set(texts)].map((text) => (text === 'null' ? 'None' : text));
    return [{ ...rest, defaultExpression: shorten(written.join(' or ')) }];
  });
}
