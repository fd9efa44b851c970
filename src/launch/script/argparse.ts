import type { SyntaxNode } from '@lezer/common';
import { type ParserPlace, ParserPlaces } from './argparseParsers.ts';
import { actionOf, nargsOf } from './argparseActions.ts';
import { converterOf } from './converters.ts';
import { defaultOf, helpOf, reasons, settableName, withoutRepeats } from './declared.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { type Literal, toChoices } from './python/values.ts';
import type { Findings, ScriptArgument, ScriptNote } from './scriptReading.ts';

interface Found {
  readonly argument: ScriptArgument;
  /** The attribute that `set_defaults` names it by. */
  readonly destination: string;
  /** Of the group whose arguments exclude each other. */
  readonly exclusive: ParserPlace['exclusive'];
}

/** The arguments of `add_argument` calls, on whatever parser, group or subparser. */
export function readArgparse(module: PythonModule): Findings {
  const calls = module.calls.filter((call) => declares(module, call));
  const places = new ParserPlaces(module);
  const lenient = isLenient(module, calls);
  const notes: ScriptNote[] = [];
  const found: Found[] = [];
  for (const call of calls) {
    const one = readCall(module, call, places, lenient);
    if (one) {
      found.push(one);
      if (call.arguments.spread)
        notes.push({
          line: call.line,
          text: `Some settings of ${one.argument.name} are put together while the script runs.`,
        });
    } else
      notes.push({
        line: call.line,
        text: `The name of this argument is put together while the script runs.`,
      });
  }
  const set = defaultsSet(module, places, found);
  return {
    arguments: withoutRepeats(set),
    notes: [...notes, ...exclusiveNotes(found), ...parserNotes(module, calls)],
  };
}

/** `add_argument`, or ConfigArgParse's `add` and `add_arg`. */
function declares(module: PythonModule, { member, receiver }: PythonCall): boolean {
  if (!receiver) return false;
  if (member === 'add_argument') return true;
  return /^add(?:_arg)?$/.test(member) && module.imports.some((one) => one.module === 'configargparse');
}

/** Flags take no value, but a parser that leaves aside what it does not know drops the value that SageMaker adds. */
function isLenient(module: PythonModule, calls: readonly PythonCall[]): boolean {
  const parses = module.calls.filter(({ member }) => /^parse_(?:known_)?args$/.test(member));
  const positional = calls.some((call) => {
    const [first] = call.arguments.positional;
    return first !== undefined && !/^[rRuU]?['"]-/.test(module.textOf(first));
  });
  return parses.length > 0 && !positional && parses.every(({ member }) => member === 'parse_known_args');
}

function readCall(
  module: PythonModule,
  call: PythonCall,
  places: ParserPlaces,
  lenient: boolean,
): Found | undefined {
  const { positional, named } = call.arguments;
  const evaluator = new Evaluator(module, call.within);
  const flags = positional.map((node) => evaluator.value(node)).filter((flag) => typeof flag === 'string');
  const [first] = flags;
  if (first === undefined || first === '') return undefined;
  const bare = !first.startsWith('-');
  const option = settableName(flags);
  const { commands, group, exclusive } = places.placeOf(call.receiver, call.within);
  const command = commands.join(', ');
  const values = nargsOf(module, named.get('nargs'), call.within);
  const action = actionOf(module, named.get('action'), lenient);
  const converter = converterOf(module, named.get('type'));
  const choices = toChoices(evaluator.value(named.get('choices'))) ?? converter.choices;
  const given = defaultOf(module, named.get('default'), call.within);
  const unsettable =
    (command === '' ? undefined : reasons.command(command)) ??
    (bare ? reasons.positional : option === undefined ? reasons.spelling : undefined) ??
    action.unsettable ??
    values.unsettable;
  const passing = action.passing ?? values.passing ?? wordsForBool(module, named.get('type'));
  const destination = evaluator.value(named.get('dest'));
  const longest = flags.find((flag) => flag.startsWith('--')) ?? first;
  const argument: ScriptArgument = {
    name: option ?? first.replace(/^-+/, ''),
    type: action.type ?? converter.type,
    required: evaluator.value(named.get('required')) === true || (bare && !values.optional),
    ...(named.has('default') ? given : action.default !== undefined && { default: action.default }),
    ...(choices && { choices }),
    ...helpOf(fillHelp(evaluator.value(named.get('help')), given.default)),
    ...(unsettable !== undefined && { unsettable }),
    ...(passing !== undefined && unsettable === undefined && { passing }),
    ...(action.type === undefined && converter.converter !== undefined && { converter: converter.converter }),
    ...(action.converter !== undefined && { converter: action.converter }),
    ...(group !== undefined && { group }),
    ...(command !== '' && { command }),
    origin: 'argparse',
    line: call.line,
  };
  const attribute = typeof destination === 'string' ? destination : longest.replace(/^-+/, '');
  return { argument, destination: attribute.replaceAll('-', '_'), exclusive };
}

function wordsForBool(module: PythonModule, type: SyntaxNode | undefined): string | undefined {
  return type && module.resolveNode(type) === 'bool'
    ? 'bool() of a text: any text is true, "False" too; only an empty one is false.'
    : undefined;
}

function textOfValue(value: Literal): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** argparse fills `%(default)s` in. */
function fillHelp(help: unknown, value: Literal | undefined): unknown {
  if (typeof help !== 'string') return undefined;
  return help
    .replace(/%\(default\)[sdrf]/g, value === undefined ? 'None' : textOfValue(value))
    .replaceAll('%%', '%');
}

/** `parser.set_defaults(lr=0.1)` wins over what `add_argument` says. */
function defaultsSet(module: PythonModule, places: ParserPlaces, found: readonly Found[]): ScriptArgument[] {
  const calls = module.calls.filter(({ member, receiver }) => member === 'set_defaults' && receiver);
  return found.map(({ argument, destination }) => {
    const own = calls.filter((call) => {
      const { commands } = places.placeOf(call.receiver, call.within);
      return call.arguments.named.has(destination) && commands.join(', ') === (argument.command ?? '');
    });
    const last = own.at(-1);
    if (!last) return argument;
    const { default: _, defaultExpression: __, ...others } = argument;
    return { ...others, ...defaultOf(module, last.arguments.named.get(destination), last.within) };
  });
}

function exclusiveNotes(found: readonly Found[]): ScriptNote[] {
  const groups = Map.groupBy(found, ({ exclusive }) => exclusive?.line);
  return [...groups].flatMap(([line, members]) => {
    if (line === undefined) return [];
    const names = members.map(({ argument }) => argument.name).join(', ');
    const required = members[0]?.exclusive?.required === true;
    return [
      {
        line,
        text: required ? `Exactly one is needed of ${names}.` : `No more than one may be given of ${names}.`,
      },
    ];
  });
}

function parserNotes(module: PythonModule, calls: readonly PythonCall[]): ScriptNote[] {
  if (calls.length === 0) return [];
  const known = module.calls.find(({ member }) => member === 'parse_known_args');
  const commands = module.calls.find(({ member, receiver }) => member === 'add_subparsers' && receiver);
  return [
    ...(known
      ? [
          {
            line: known.line,
            text: 'The script leaves arguments aside that it does not know: a misspelled hyperparameter goes unnoticed.',
          },
        ]
      : []),
    ...(commands
      ? [
          {
            line: commands.line,
            text: 'The script has subcommands. SageMaker passes options only, so that none can be chosen.',
          },
        ]
      : []),
  ];
}
