import type { SyntaxNode } from '@lezer/common';
import { type ParserPlace, ParserPlaces } from './argparseParsers.ts';
import { actionOf, nargsOf } from './argparseActions.ts';
import { converterOf } from './converters.ts';
import { declaredOnce, type Found, withDefaultsSet } from './argparseDefaults.ts';
import { fillHelp, textOfDefault } from './argparseHelp.ts';
import { defaultOf, helpOf, reasons, settableName } from './declared.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { type CallRun, runsOf } from './python/runs.ts';
import { toChoices } from './python/values.ts';
import type { Findings, ScriptArgument, ScriptNote } from './scriptReading.ts';

/** The arguments of `add_argument` calls, on whatever parser, group or subparser. */
export function readArgparse(module: PythonModule): Findings {
  const calls = module.calls.flatMap((call) => declaring(module, call) ?? []);
  const places = new ParserPlaces(module);
  const lenient = isLenient(module, calls);
  const notes: ScriptNote[] = [];
  const found: Found[] = [];
  for (const call of calls) {
    const runs = Map.groupBy(runsOf(module, call), (run) => flagsOf(module, call, run).join(' '));
    for (const alike of runs.values()) {
      // A function that adds the same argument to several parsers declares one argument.
      const place = places.together(
        alike.map(({ bindings }) => places.placeOf(call.receiver, call.within, bindings)),
      );
      const read = alike.map((run) => readCall(module, call, run, place, lenient));
      found.push(...read.filter((one) => one !== undefined));
      const name = read[0]?.argument.name;
      if (name === undefined || alike.some((run) => run.arguments.spread.length > 0))
        notes.push({
          line: call.line,
          text:
            name === undefined
              ? 'The name of this argument is put together while the script runs.'
              : `Some settings of ${name} are put together while the script runs.`,
        });
    }
  }
  return {
    arguments: declaredOnce(module, withDefaultsSet(module, places, found)),
    notes: [...notes, ...exclusiveNotes(found), ...parserNotes(module, calls)],
  };
}

/** `add_argument`, optparse's `add_option`, ConfigArgParse's `add` and `add_arg`, and `arg(…)` after `arg = parser.add_argument`. */
function declaring(module: PythonModule, call: PythonCall): PythonCall | undefined {
  const { member, receiver, callee, within } = call;
  if (!receiver) {
    const method = module.assigned(callee ?? '', within)[0]?.value;
    const parser = method?.name === 'MemberExpression' ? method.firstChild : undefined;
    return method && parser && module.textOf(method).endsWith('.add_argument')
      ? { ...call, receiver: parser }
      : undefined;
  }
  if (member === 'add_argument') return call;
  const imports = (name: string): boolean => module.imports.some((one) => one.module === name);
  if (/^add(?:_arg)?$/.test(member) && imports('configargparse')) return call;
  return member === 'add_option' && imports('optparse') ? call : undefined;
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

function flagsOf(module: PythonModule, call: PythonCall, { arguments: given, bindings }: CallRun): string[] {
  const evaluator = new Evaluator(module, call.within, bindings);
  return given.positional.map((node) => evaluator.value(node)).filter((flag) => typeof flag === 'string');
}

function readCall(
  module: PythonModule,
  call: PythonCall,
  run: CallRun,
  { commands, group, exclusive }: ParserPlace,
  lenient: boolean,
): Found | undefined {
  const { arguments: given, bindings } = run;
  const evaluator = new Evaluator(module, call.within, bindings);
  const value = (name: string) => evaluator.value(given.named.get(name));
  /** What is no value: a type, an action. */
  const written = (name: string): SyntaxNode | undefined => {
    const node = given.named.get(name);
    const bound = bindings.get(module.dotted(node) ?? '');
    return value(name) === null ? undefined : (bound?.node ?? node);
  };
  const target = value('dest');
  const flags = flagsOf(module, call, run);
  const [first = typeof target === 'string' ? target : ''] = flags;
  if (first === '') return undefined;
  const bare = !first.startsWith('-');
  const option = settableName(flags);
  const command = commands.join(', ');
  const values = nargsOf(module, written('nargs'), call.within);
  const action = actionOf(module, written('action'), lenient);
  const converter = converterOf(module, written('type'), evaluator);
  const choices = toChoices(value('choices')) ?? converter.choices;
  const fallback = given.named.get('default');
  const unset = defaultOf(module, fallback, call.within, bindings);
  const unsettable =
    (command === '' ? undefined : reasons.command(command)) ??
    (bare ? reasons.positional : option === undefined ? reasons.spelling : undefined) ??
    action.unsettable ??
    values.unsettable;
  const passing = action.passing ?? values.passing ?? wordsForBool(module, written('type'));
  const longest = flags.find((flag) => flag.startsWith('--')) ?? first;
  const argument: ScriptArgument = {
    name: option ?? first.replace(/^-+/, ''),
    type: action.type ?? converter.type,
    required: value('required') === true || (bare && !values.optional),
    ...(fallback ? unset : action.default !== undefined && { default: action.default }),
    ...(choices && { choices }),
    ...helpOf(
      fillHelp(value('help'), {
        default: textOfDefault(module, fallback, unset.default),
        choices: choices?.join(', '),
      }),
    ),
    ...(unsettable !== undefined && { unsettable }),
    ...(passing !== undefined && unsettable === undefined && { passing }),
    ...(action.type === undefined && converter.converter !== undefined && { converter: converter.converter }),
    ...(action.converter !== undefined && { converter: action.converter }),
    ...(group !== undefined && { group }),
    ...(command !== '' && { command }),
    origin: 'argparse',
    line: call.line,
  };
  const attribute = typeof target === 'string' ? target : longest.replace(/^-+/, '').replaceAll('-', '_');
  return {
    argument,
    destination: attribute,
    ...(exclusive && { exclusive: { ...exclusive, run: textOfRun(run) } }),
    call,
    conditions: [run.conditions],
    isExplicit: fallback !== undefined,
  };
}

function wordsForBool(module: PythonModule, type: SyntaxNode | undefined): string | undefined {
  return type && module.resolveNode(type) === 'bool'
    ? 'bool() of a text: any text is true, "False" too; only an empty one is false.'
    : undefined;
}

/** Tells the groups apart that a function makes in several calls of it. */
function textOfRun({ bindings }: CallRun): string {
  return JSON.stringify([...bindings].map(([name, { value }]) => [name, value]));
}

function exclusiveNotes(found: readonly Found[]): ScriptNote[] {
  const groups = Map.groupBy(found, ({ exclusive }) => exclusive && `${exclusive.line} ${exclusive.run}`);
  return [...groups.values()].flatMap((members) => {
    const line = members[0]?.exclusive?.line;
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
