import type { SyntaxNode } from '@lezer/common';
import { readAnnotation } from './annotations.ts';
import { helpOf } from './declared.ts';
import { readArgumentList } from './python/calls.ts';
import { Evaluator } from './python/evaluate.ts';
import type { Assignment, PythonClass, PythonModule } from './python/module.ts';
import { splitString } from './python/strings.ts';
import { isDictionary, toChoices } from './python/values.ts';
import { typedOf } from './signatures.ts';
import type { ScriptArgument } from './scriptReading.ts';

/** A field of a dataclass as an argument, named as the field. */
export interface Field {
  readonly argument: Omit<ScriptArgument, 'origin'>;
  /** A dataclass of the file, when the field holds one. */
  readonly holds?: PythonClass;
  readonly optional: boolean;
}

/** A class's fields and those of its bases, as far as the file has them. */
export interface Fields {
  readonly fields: readonly Field[];
  /** Bases that the file only imports, as written. */
  readonly foreign: readonly string[];
}

const deepest = 8;
const makers = /(?:^|\.)(?:field|HfArg|choice|list_field|arg|mutable_field|subparsers|flag)$/;

export function fieldsOf(module: PythonModule, owner: PythonClass, depth = 0): Fields {
  const fields = new Map<string, Field>();
  const foreign: string[] = [];
  for (const base of depth > deepest ? [] : owner.bases) {
    const known = module.classes.get(base);
    if (known === owner) continue;
    if (!known) {
      if (!/^(?:object|ABC|abc\.ABC|Protocol|Generic|(?:\w+\.)?Tap)$/.test(base)) foreign.push(base);
      continue;
    }
    const inherited = fieldsOf(module, known, depth + 1);
    foreign.push(...inherited.foreign);
    for (const field of inherited.fields) fields.set(field.argument.name, field);
  }
  for (const assignment of owner.fields) {
    const field = readField(module, owner, assignment);
    if (field) fields.set(assignment.target, field);
    else if (!assignment.annotation) fields.delete(assignment.target);
  }
  return { fields: [...fields.values()], foreign };
}

function readField(module: PythonModule, owner: PythonClass, assignment: Assignment): Field | undefined {
  const { target, annotation, value, line } = assignment;
  if (!annotation || /^(?:typing\.)?ClassVar\b/.test(module.textOf(annotation))) return undefined;
  const evaluator = new Evaluator(module);
  const maker = value?.name === 'CallExpression' && makers.test(module.resolveNode(value.firstChild) ?? '');
  const { named, positional } = readArgumentList(maker ? value.lastChild : null, module.text);
  if (evaluator.value(named.get('init')) === false) return undefined;
  const metadata = evaluator.value(named.get('metadata'));
  const extra = (name: string) => (isDictionary(metadata) ? metadata.get(name) : undefined);
  const factory = named.get('default_factory');
  const given = maker
    ? (named.get('default') ?? madeBy(module, factory) ?? plainDefault(module, value))
    : value;
  const { unsettable, ...typed } = typedOf(module, { annotation, ...(given && { default: given }) });
  const choices = toChoices(evaluator.value(named.get('choices'))) ?? toChoices(extra('choices'));
  const listed =
    maker && (module.resolveNode(value.firstChild) ?? '').endsWith('choice')
      ? toChoices(positional.map((one) => evaluator.value(one) ?? null))
      : undefined;
  const { extras, optional } = readAnnotation(module, annotation);
  const notes = extras.map((one) => readArgumentList(one.lastChild, module.text).named.get('help'));
  const help = named.get('help') ?? notes.find((one) => one !== undefined);
  const holds = module.classes.get(module.dotted(annotation) ?? '');
  const nested = holds?.decorators.some(({ member }) => member === 'dataclass');
  return {
    argument: {
      name: target,
      ...typed,
      ...(listed && { choices: listed }),
      ...(choices && { choices }),
      required: given === undefined && factory === undefined,
      ...helpOf(extra('help') ?? evaluator.value(help) ?? documented(module, assignment)),
      ...(unsettable !== undefined && { unsettable }),
      group: owner.name,
      line,
    },
    optional,
    ...(holds && nested && { holds }),
  };
}

/** The value of `default_factory=lambda: [1, 2]`. */
function madeBy(module: PythonModule, factory: SyntaxNode | undefined): SyntaxNode | undefined {
  if (factory?.name === 'LambdaExpression') return factory.lastChild ?? undefined;
  return undefined;
}

/** `simple_parsing.list_field(1, 2)` and `choice("a", "b", default="a")` name it; a bare first argument is none. */
function plainDefault(module: PythonModule, value: SyntaxNode | undefined): SyntaxNode | undefined {
  if (!/(?:^|\.)flag$/.test(module.resolveNode(value?.firstChild) ?? '')) return undefined;
  return readArgumentList(value?.lastChild ?? null, module.text).positional[0];
}

/** The comment behind a field, or the text below it. */
function documented(module: PythonModule, { node }: Assignment): string | undefined {
  const end = module.text.indexOf('\n', node.to);
  const behind = module.text.slice(node.to, end < 0 ? undefined : end);
  const comment = /^\s*#\s*(.+)$/.exec(behind)?.[1];
  if (comment !== undefined) return /^(?:type:|noqa|pylint:|fmt:)/.test(comment) ? undefined : comment;
  const below = node.nextSibling;
  const text = below?.name === 'ExpressionStatement' ? below.firstChild : undefined;
  return text?.name === 'String' ? splitString(module.textOf(text)).body : undefined;
}
