import { defaultOf, helpOf, oneText, withoutRepeats } from './declared.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { toChoices } from './python/values.ts';
import type { ArgumentType, Findings, ScriptArgument } from './scriptReading.ts';

const kinds: Readonly<Record<string, ArgumentType>> = {
  integer: 'int',
  float: 'float',
  string: 'text',
  bool: 'bool',
  boolean: 'bool',
  enum: 'text',
  list: 'text',
  spaceseplist: 'text',
  multi_string: 'text',
  multi_integer: 'int',
  multi_float: 'float',
  multi_enum: 'text',
};
/** absl, and TensorFlow 1's copy of it. */
const define = /(?:^|\.)flags\.DEFINE_(\w+)$/;

/** The flags that `flags.DEFINE_…` defines. */
export function readAbslFlags(module: PythonModule): Findings {
  const required = new Set(
    module.calls
      .filter(({ member }) => /^mark_flags?_as_required$/.test(member))
      .flatMap((call) => {
        const names = new Evaluator(module, call.within).value(call.arguments.positional[0]);
        return toChoices(typeof names === 'string' ? [names] : names) ?? [];
      }),
  );
  const found = module.calls.flatMap((call) => {
    const kind = define.exec(module.resolve(call.callee ?? ''))?.[1];
    const argument = kind === undefined ? undefined : readFlag(module, call, kind, required);
    return argument ? [argument] : [];
  });
  return { arguments: withoutRepeats(found), notes: [] };
}

function readFlag(
  module: PythonModule,
  call: PythonCall,
  kind: string,
  required: ReadonlySet<string | number>,
): ScriptArgument | undefined {
  const { positional, named } = call.arguments;
  const evaluator = new Evaluator(module, call.within);
  const name = evaluator.value(positional[0] ?? named.get('name'));
  const type = kinds[kind];
  if (typeof name !== 'string' || type === undefined) return undefined;
  const listed = kind.endsWith('enum');
  const choices = listed ? toChoices(evaluator.value(positional[2] ?? named.get('enum_values'))) : undefined;
  const minimum = evaluator.value(named.get('lower_bound'));
  const maximum = evaluator.value(named.get('upper_bound'));
  const bounded = typeof minimum === 'number' || typeof maximum === 'number';
  return {
    name,
    type,
    required: required.has(name) || evaluator.value(named.get('required')) === true,
    ...defaultOf(module, positional[1] ?? named.get('default'), call.within),
    ...(choices && { choices }),
    ...(bounded && {
      range: {
        ...(typeof minimum === 'number' && { minimum }),
        ...(typeof maximum === 'number' && { maximum }),
      },
    }),
    ...helpOf(evaluator.value(positional[listed ? 3 : 2] ?? named.get('help'))),
    ...(type === 'bool' && {
      unsettable:
        'absl takes --name or --noname, and SageMaker always passes a value, which would not be read',
    }),
    ...(kind.startsWith('multi') && { passing: oneText }),
    ...(kind.endsWith('list') && { passing: 'Values with commas between them.' }),
    origin: 'absl',
    line: call.line,
  };
}
