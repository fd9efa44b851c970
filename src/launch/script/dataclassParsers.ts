import type { SyntaxNode } from '@lezer/common';
import { fieldsOf, type Field } from './dataclasses.ts';
import { reasons, withoutRepeats } from './declared.ts';
import { childrenOf } from './python/parse.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { typedOf } from './signatures.ts';
import type { Findings, ScriptArgument, ScriptNote } from './scriptReading.ts';
import { trainingArguments } from './trainingArguments.ts';

/** How a library turns fields into options. */
interface Style {
  readonly dashes: boolean;
  /** A field that is a dataclass: its fields with the field's name before them, on their own, or not at all. */
  readonly nested: 'prefixed' | 'flat' | 'none';
  /** `--flag` and `--no-flag` without values. */
  readonly switches: boolean;
}

const styles = {
  huggingFace: { dashes: false, nested: 'none', switches: false },
  simpleParsing: { dashes: false, nested: 'flat', switches: false },
  tyro: { dashes: true, nested: 'prefixed', switches: true },
  tap: { dashes: false, nested: 'none', switches: true },
} as const satisfies Record<string, Style>;

/** The fields of classes that HfArgumentParser, simple_parsing, tyro or Tap turn into options. */
export function readDataclasses(module: PythonModule): Findings {
  const found: ScriptArgument[] = [];
  const notes: ScriptNote[] = [];
  for (const call of module.calls) {
    const use = useOf(module, call);
    if (!use) continue;
    for (const node of use.classes.flatMap((one) => elements(module, one))) {
      const read = readClass(module, node, use.style, call.line);
      found.push(...read.arguments);
      notes.push(...read.notes);
    }
  }
  return { arguments: withoutRepeats(found), notes: [...notes, ...writtenTrainingArguments(module, found)] };
}

function useOf(
  module: PythonModule,
  { callee = '', member, arguments: given, receiver, node }: PythonCall,
): { readonly style: Style; readonly classes: readonly SyntaxNode[] } | undefined {
  const name = module.resolve(callee);
  const bases = module.classes.get(callee)?.bases ?? [];
  if (bases.some((base) => /^tap\.(?:\w+\.)*Tap$/.test(module.resolve(base))) && node.firstChild)
    return { style: styles.tap, classes: [node.firstChild] };
  const first = given.positional[0] ?? given.named.get('dataclass_types') ?? given.named.get('config_class');
  const classes = first ? [first] : [];
  if (/(?:^|\.)(?:HfArgumentParser|H4ArgumentParser|TrlParser)$/.test(name))
    return { style: styles.huggingFace, classes };
  if (member === 'add_arguments' && receiver) return { style: styles.simpleParsing, classes };
  if (name === 'simple_parsing.parse') return { style: styles.simpleParsing, classes };
  return name === 'tyro.cli' ? { style: styles.tyro, classes } : undefined;
}

/** `A`, or all of `(A, B)`, `[A, B]` and a variable that is one of these. */
function elements(module: PythonModule, node: SyntaxNode, depth = 0): SyntaxNode[] {
  if (node.name === 'TupleExpression' || node.name === 'ArrayExpression')
    return childrenOf(node).filter(({ name }) => name === 'VariableName' || name === 'MemberExpression');
  const name = module.dotted(node);
  const value = name === undefined || module.classes.has(name) ? undefined : module.assigned(name)[0]?.value;
  return value && depth < 4 ? elements(module, value, depth + 1) : [node];
}

function readClass(module: PythonModule, node: SyntaxNode, style: Style, line: number): Findings {
  const name = module.dotted(node) ?? '';
  const owner = module.classes.get(name);
  const defined = module.functionNamed(name);
  if (!owner && defined && style.switches) {
    const parameters = defined.parameters.filter(({ star }) => !star);
    const fields = parameters.map((parameter): Field => {
      const { annotation, default: value } = parameter;
      const typed = typedOf(module, { ...(annotation && { annotation }), ...(value && { default: value }) });
      return {
        argument: { name: parameter.name, ...typed, required: value === undefined, line: defined.line },
        optional: false,
      };
    });
    return { arguments: fields.flatMap((field) => toArguments(module, field, style, '')), notes: [] };
  }
  if (!owner) return foreignClass(module, name, line);
  const { fields, foreign } = fieldsOf(module, owner);
  const inherited = foreign.map((base) => foreignClass(module, base, owner.line));
  const own = fields.flatMap((field) => toArguments(module, field, style, ''));
  const names = new Set(own.map((argument) => argument.name));
  return {
    arguments: [...own, ...inherited.flatMap((one) => one.arguments.filter((a) => !names.has(a.name)))],
    notes: inherited.flatMap((one) => one.notes),
  };
}

function foreignClass(module: PythonModule, name: string, line: number): Findings {
  const known = trainingArguments(name.split('.').at(-1) ?? name, line);
  if (known) return { arguments: known, notes: [] };
  const full = module.resolve(name);
  const from = full.includes('.')
    ? ` comes from ${full.split('.').slice(0, -1).join('.')}`
    : ' is not in this file';
  return {
    arguments: [],
    notes: [{ line, text: `${name}${from}: its fields are arguments too, and were not read.` }],
  };
}

const deepest = 5;

function toArguments(
  module: PythonModule,
  { argument, holds, optional }: Field,
  style: Style,
  prefix: string,
  depth = 0,
): ScriptArgument[] {
  if (holds) {
    if (style.nested === 'none' || depth > deepest) return [];
    const inner = style.nested === 'flat' ? '' : `${prefix}${spelled(argument.name, style)}.`;
    return fieldsOf(module, holds).fields.flatMap((one) => toArguments(module, one, style, inner, depth + 1));
  }
  const name = `${prefix}${spelled(argument.name, style)}`;
  const switched = style.switches && argument.type === 'bool' && !optional && !argument.required;
  // HfArgumentParser and simple_parsing take a bool without a default for one that is False.
  const bool = style === styles.huggingFace && argument.type === 'bool' && argument.required && !optional;
  return [
    {
      ...argument,
      name,
      ...(bool && { default: false, required: false }),
      ...(switched && { unsettable: reasons.flag(`the switch --${name}`) }),
      origin: 'dataclass',
    },
  ];
}

function spelled(name: string, style: Style): string {
  return style.dashes ? name.replaceAll('_', '-') : name;
}

/** `TrainingArguments(learning_rate=2e-5)` in the script: no hyperparameter reaches it by itself. */
function writtenTrainingArguments(module: PythonModule, found: readonly ScriptArgument[]): ScriptNote[] {
  if (found.some(({ origin }) => origin === 'TrainingArguments')) return [];
  return module.calls
    .filter(({ member }) => /^(?:Seq2Seq)?TrainingArguments$/.test(member))
    .slice(0, 1)
    .map(({ line, member }) => ({
      line,
      text: `The script fills in ${member} itself: of its fields only those that the arguments here reach can be set.`,
    }));
}
