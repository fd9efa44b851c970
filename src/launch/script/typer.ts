import type { SyntaxNode } from '@lezer/common';
import { readAnnotation } from './annotations.ts';
import { helpOf, reasons, settableName, withoutRepeats } from './declared.ts';
import { type CallArguments, noArguments, type Parameter, readArgumentList } from './python/calls.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonFunction, PythonModule } from './python/module.ts';
import { typedOf } from './signatures.ts';
import type { Findings, ScriptArgument } from './scriptReading.ts';

/** The parameters of typer's commands. */
export function readTyper(module: PythonModule): Findings {
  const apps = commandFunctions(module);
  const several =
    apps.filter(({ name }) => name !== undefined).length > 1 ||
    apps.some(({ callback, isNested }) => callback || isNested);
  const found = apps.flatMap(({ owner, name, callback }) =>
    owner.parameters
      .filter(({ star, annotation }) => !star && !(module.dotted(annotation) ?? '').endsWith('Context'))
      .map((parameter) => readParameter(module, owner, parameter, several && !callback ? name : undefined)),
  );
  const names = apps.flatMap(({ name }) => name ?? []);
  const text = `The script has the commands ${names.join(', ')}. SageMaker passes options only, so that none can be chosen.`;
  return { arguments: withoutRepeats(found), notes: several && names.length > 0 ? [{ text }] : [] };
}

interface Command {
  readonly owner: PythonFunction;
  /** Absent for the function of `typer.run`, and for callbacks. */
  readonly name?: string;
  readonly callback: boolean;
  /** It is a command of an app within another, by `add_typer`. */
  readonly isNested?: boolean;
}

function commandFunctions(module: PythonModule): Command[] {
  const commands: Command[] = [];
  for (const call of module.calls) {
    if (module.resolve(call.callee ?? '') !== 'typer.run') continue;
    const owner = module.functionNamed(module.dotted(call.arguments.positional[0]) ?? '');
    if (owner) commands.push({ owner, callback: false });
  }
  for (const owner of module.functions) {
    for (const { callee = '', member, arguments: given } of owner.decorators) {
      const app = callee.split('.').slice(0, -1).join('.');
      const made = module.assigned(app)[0]?.value?.firstChild;
      if (module.resolveNode(made) !== 'typer.Typer') continue;
      const written = new Evaluator(module).value(given.positional[0] ?? given.named.get('name'));
      const own = typeof written === 'string' ? written : owner.name.replaceAll('_', '-');
      const outer = nameWithin(module, app);
      const name = [outer, own].filter((part) => part !== undefined && part !== '').join(' ');
      if (member === 'command')
        commands.push({ owner, name, callback: false, isNested: outer !== undefined });
      if (member === 'callback') commands.push({ owner, callback: true });
    }
  }
  return commands;
}

/** The name that `app.add_typer(sub, name="data")` gives a sub-app; undefined for an app that is none. */
function nameWithin(module: PythonModule, app: string): string | undefined {
  const added = module.calls.find(
    ({ member, receiver, arguments: given }) =>
      member === 'add_typer' && receiver && module.dotted(given.positional[0]) === app,
  );
  const name = new Evaluator(module).value(added?.arguments.named.get('name'));
  return added && (typeof name === 'string' ? name : '');
}

interface Declaration {
  readonly kind: 'Option' | 'Argument';
  readonly arguments: CallArguments;
}

function readParameter(
  module: PythonModule,
  owner: PythonFunction,
  parameter: Parameter,
  command: string | undefined,
): ScriptArgument {
  const evaluator = new Evaluator(module, owner);
  const { extras } = readAnnotation(module, parameter.annotation);
  const annotated = extras.map((extra) => declarationOf(module, extra)).find((one) => one !== undefined);
  const old = declarationOf(module, parameter.default);
  const declared = annotated ?? old;
  const { positional, named } = declared?.arguments ?? noArguments;
  // In the older form, `= typer.Option(default, "--flag")`, the default comes first.
  const written = old ? (positional[0] ?? named.get('default')) : parameter.default;
  const value = written && module.textOf(written) !== '...' ? written : undefined;
  const isArgument = declared ? declared.kind === 'Argument' : parameter.default === undefined;
  const names = (old ? positional.slice(1) : positional)
    .map((node) => evaluator.value(node))
    .filter((name) => typeof name === 'string');
  const own = parameter.name.replaceAll('_', '-');
  const flags = names.flatMap((name) => name.split('/')).filter((name) => name.startsWith('-'));
  const option = flags.length > 0 ? settableName(flags) : own;
  const { annotation } = parameter;
  const typed = typedOf(module, { ...(annotation && { annotation }), ...(value && { default: value }) });
  const { unsettable: tuple, ...type } = typed;
  const unsettable =
    (command === undefined ? undefined : reasons.command(command)) ??
    (isArgument ? reasons.positional : option === undefined ? reasons.spelling : undefined) ??
    (type.type === 'bool' ? reasons.flag(`the switch --${option ?? own}`) : tuple);
  const variable = evaluator.value(named.get('envvar'));
  const minimum = evaluator.value(named.get('min'));
  const maximum = evaluator.value(named.get('max'));
  return {
    name: isArgument ? parameter.name : (option ?? own),
    ...type,
    required: value === undefined,
    ...((typeof minimum === 'number' || typeof maximum === 'number') && {
      range: {
        ...(typeof minimum === 'number' && { minimum }),
        ...(typeof maximum === 'number' && { maximum }),
      },
    }),
    ...helpOf(evaluator.value(named.get('help'))),
    ...(typeof variable === 'string' && {
      passing: `Without a value, the environment variable ${variable} is read.`,
    }),
    ...(unsettable !== undefined && { unsettable }),
    ...(command !== undefined && { command }),
    origin: 'typer',
    line: module.lineAt((annotation ?? parameter.default ?? owner.node).from),
  };
}

function declarationOf(module: PythonModule, node: SyntaxNode | undefined): Declaration | undefined {
  if (node?.name !== 'CallExpression') return undefined;
  const name = /^typer\.(Option|Argument)$/.exec(module.resolveNode(node.firstChild) ?? '')?.[1];
  if (name !== 'Option' && name !== 'Argument') return undefined;
  return { kind: name, arguments: readArgumentList(node.lastChild, module.text) };
}
