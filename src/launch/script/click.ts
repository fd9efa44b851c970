import type { SyntaxNode } from '@lezer/common';
import {
  defaultOf,
  helpOf,
  reasons,
  settableName,
  shorten,
  typeOfValue,
  withoutRepeats,
} from './declared.ts';
import { readArgumentList } from './python/calls.ts';
import { enumValues, Evaluator } from './python/evaluate.ts';
import type { PythonCall, PythonFunction, PythonModule } from './python/module.ts';
import { toChoices } from './python/values.ts';
import type { ArgumentType, Findings, ScriptArgument } from './scriptReading.ts';

const packages = /^(?:click|rich_click|asyncclick|cloup)\.(option|argument)$/;

/** The options and arguments of click's decorators. */
export function readClick(module: PythonModule): Findings {
  const found: ScriptArgument[] = [];
  const commands = new Set<string>();
  for (const call of module.calls) {
    const kind = packages.exec(module.resolve(call.callee ?? ''))?.[1];
    if (kind === undefined) continue;
    const owner = module.functions.find(({ decorators }) =>
      decorators.some(({ node }) => node.from === call.node.from),
    );
    const command = owner && commandOf(module, owner);
    if (command !== undefined) commands.add(command);
    const argument = readOption(module, call, kind === 'argument', command);
    if (argument) found.push(argument);
  }
  const text = `The script has the commands ${[...commands].join(', ')}. SageMaker passes options only, so that none can be chosen.`;
  return { arguments: withoutRepeats(found), notes: commands.size > 0 ? [{ text }] : [] };
}

/** The command's name when the function is a command of a group: by `@group.command()`, or `group.add_command(it)`. */
function commandOf(module: PythonModule, owner: PythonFunction): string | undefined {
  const decorator = owner.decorators.find(
    ({ member, callee }) => member === 'command' && callee !== undefined,
  );
  if (!decorator) return undefined;
  const parent = decorator.callee?.split('.').slice(0, -1).join('.') ?? '';
  const grouped = module.functionNamed(parent)?.decorators.some(({ member }) => member === 'group');
  const added = module.calls.find(
    ({ member, receiver, arguments: given }) =>
      member === 'add_command' && receiver && module.dotted(given.positional[0]) === owner.name,
  );
  if (!grouped && !added) return undefined;
  const evaluator = new Evaluator(module);
  const { positional, named } = decorator.arguments;
  const names = [
    added?.arguments.positional[1],
    added?.arguments.named.get('name'),
    positional[0],
    named.get('name'),
  ];
  const name = names.map((node) => evaluator.value(node)).find((one) => typeof one === 'string');
  return name ?? owner.name.replaceAll('_', '-');
}

function readOption(
  module: PythonModule,
  call: PythonCall,
  positional: boolean,
  command: string | undefined,
): ScriptArgument | undefined {
  const { named } = call.arguments;
  const evaluator = new Evaluator(module, call.within);
  const names = call.arguments.positional
    .map((node) => evaluator.value(node))
    .filter((name) => typeof name === 'string');
  const flags = names.flatMap((name) => name.split('/')).filter((name) => name.startsWith('-'));
  const [first] = positional ? names : flags;
  if (first === undefined) return undefined;
  const value = (name: string) => evaluator.value(named.get(name));
  const given = defaultOf(module, named.get('default'), call.within);
  const type = typeOf(module, named.get('type'), given.default, evaluator);
  const pair = names.some((name) => name.startsWith('-') && name.includes('/'));
  const flag = pair || value('is_flag') === true || named.has('flag_value');
  const count = value('count') === true;
  const nargs = value('nargs');
  const option = positional ? first : settableName(flags);
  const unsettable =
    (command === undefined ? undefined : reasons.command(command)) ??
    (positional ? reasons.positional : option === undefined ? reasons.spelling : undefined) ??
    (flag || count
      ? reasons.flag(pair ? `the switch ${names.find((name) => name.includes('/')) ?? ''}` : 'the switch')
      : undefined) ??
    (typeof nargs === 'number' && nargs !== 1 ? reasons.values(nargs) : undefined);
  const passing = passingOf(value);
  return {
    name: option ?? first.replace(/^-+/, ''),
    ...type,
    ...(flag && { type: 'bool' }),
    ...(count && { type: 'int' }),
    required:
      value('required') === true ||
      (positional && !named.has('default') && nargs !== -1 && value('required') !== false) ||
      (value('prompt') !== undefined && value('prompt') !== false && !named.has('default')),
    ...given,
    ...(flag && !named.has('default') && !named.has('flag_value') && { default: false }),
    ...helpOf(value('help')),
    ...(unsettable !== undefined && { unsettable }),
    ...(passing !== undefined && unsettable === undefined && { passing }),
    ...(command !== undefined && { command }),
    origin: 'click',
    line: call.line,
  };
}

function passingOf(value: (name: string) => unknown): string | undefined {
  const variable = value('envvar');
  if (value('multiple') === true) return 'Given once: SageMaker passes a name one time, a list as one text.';
  return typeof variable === 'string'
    ? `Without a value, the environment variable ${variable} is read.`
    : undefined;
}

type Typed = Pick<ScriptArgument, 'type' | 'choices' | 'range' | 'converter'>;

const plain: Readonly<Record<string, ArgumentType>> = {
  int: 'int',
  'click.INT': 'int',
  float: 'float',
  'click.FLOAT': 'float',
  bool: 'bool',
  'click.BOOL': 'bool',
  str: 'text',
  'click.STRING': 'text',
};

/** Without a type, click takes the default's. */
function typeOf(
  module: PythonModule,
  node: SyntaxNode | undefined,
  value: ScriptArgument['default'],
  evaluator: Evaluator,
): Typed {
  if (!node) return { type: typeOfValue(value) };
  const name = module.resolveNode(node);
  const type = name === undefined ? undefined : plain[name];
  if (type) return { type };
  const called = module.resolveNode(node.firstChild) ?? '';
  const { positional, named } = readArgumentList(node.lastChild, module.text);
  if (called.endsWith('.Choice')) {
    const list = positional[0] ?? named.get('choices');
    const choices = toChoices(evaluator.value(list) ?? enumValues(module, module.dotted(list) ?? ''));
    return { type: 'text', ...(choices && { choices }) };
  }
  const range = /\.(Int|Float)Range$/.exec(called);
  if (!range)
    return { type: 'text', ...(called === 'click.Path' ? {} : { converter: shorten(module.written(node)) }) };
  const minimum = evaluator.value(positional[0] ?? named.get('min'));
  const maximum = evaluator.value(positional[1] ?? named.get('max'));
  return {
    type: range[1] === 'Int' ? 'int' : 'float',
    range: {
      ...(typeof minimum === 'number' && { minimum }),
      ...(typeof maximum === 'number' && { maximum }),
    },
  };
}
