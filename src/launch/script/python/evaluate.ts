import type { SyntaxNode } from '@lezer/common';
import { arithmetic } from './arithmetic.ts';
import { readArgumentList } from './calls.ts';
import type { PythonFunction, PythonModule } from './module.ts';
import { childrenOf } from './parse.ts';
import { stringValue } from './strings.ts';
import { type Dictionary, isDictionary, isList, type Value } from './values.ts';

const deepest = 40;
/** Calls that are their first argument, as far as a person typing a value is concerned. */
const transparent = new Set([
  'str',
  'Path',
  'pathlib.Path',
  'PosixPath',
  'list',
  'tuple',
  'set',
  'frozenset',
]);
const transparentMethods = new Set(['lower', 'strip', 'as_posix', 'resolve', 'expanduser', 'absolute']);

/** Works out expressions of constants; whatever only running would tell is `undefined`. */
export class Evaluator {
  /** The environment variables that the value depends on. */
  readonly environment: string[] = [];
  private readonly module: PythonModule;
  private readonly within: PythonFunction | undefined;
  private steps = 0;

  /** @param within the function whose names the expressions see. */
  constructor(module: PythonModule, within?: PythonFunction) {
    this.module = module;
    this.within = within;
  }

  value(node: SyntaxNode | null | undefined, depth = 0): Value | undefined {
    this.steps += 1;
    if (!node || depth > deepest || this.steps > 20_000) return undefined;
    const { module } = this;
    const next = (child: SyntaxNode | null | undefined): Value | undefined => this.value(child, depth + 1);
    switch (node.name) {
      case 'String':
        return stringValue(module.textOf(node));
      case 'ContinuedString':
      case 'FormatString':
        return this.joined(node, depth);
      case 'Number':
        return numberValue(module.textOf(node));
      case 'Boolean':
        return module.textOf(node) === 'True';
      case 'None':
        return null;
      case 'ParenthesizedExpression':
        return next(childrenOf(node)[1]);
      case 'TupleExpression':
      case 'ArrayExpression':
      case 'SetExpression':
        return this.items(node, depth);
      case 'DictionaryExpression':
        return this.dictionary(node, depth);
      case 'UnaryExpression':
      case 'BinaryExpression':
        return arithmetic(
          childrenOf(node).map((child) =>
            ['ArithOp', 'not', 'BitOp', 'CompareOp', 'or', 'and', 'in', 'is'].includes(child.name)
              ? { operator: module.textOf(child) }
              : { operand: next(child) },
          ),
        );
      case 'VariableName':
      case 'MemberExpression':
        return this.member(node, depth);
      case 'CallExpression':
        return this.call(node, depth);
      case 'ArrayComprehensionExpression':
        return this.enumMembers(node);
      default:
        return undefined;
    }
  }

  /** Strings side by side are one, and an f-string of constants is a string. */
  private joined(node: SyntaxNode, depth: number): string | undefined {
    if (node.name === 'ContinuedString') {
      const parts = childrenOf(node).map((child) => this.value(child, depth + 1));
      return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
    }
    const holes = node.getChildren('FormatReplacement');
    let text = '';
    let at = node.from;
    for (const hole of holes) {
      const value = this.value(hole.firstChild?.nextSibling, depth + 1);
      const plain = childrenOf(hole).length === 3;
      const known = typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
      if (!plain || !known) return undefined;
      text += `${this.module.text.slice(at, hole.from)}${value}`;
      at = hole.to;
    }
    return stringValue(text + this.module.text.slice(at, node.to));
  }

  private items(node: SyntaxNode, depth: number): Value[] | undefined {
    const children = childrenOf(node).filter(({ name }) => !/^[()[\]{},]$/.test(name));
    const values: Value[] = [];
    for (const child of children) {
      const value = this.value(child, depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }

  private dictionary(node: SyntaxNode, depth: number): Dictionary | undefined {
    const entries = new Map<string, Value | undefined>();
    const children = childrenOf(node);
    for (const [i, colon] of children.entries()) {
      if (colon.name === '**') return undefined;
      if (colon.name !== ':') continue;
      const key = this.value(children[i - 1], depth + 1);
      const value = this.value(children[i + 1], depth + 1);
      // A value that only running would tell leaves its key and the others known.
      if (typeof key === 'string') entries.set(key, value);
    }
    return entries;
  }

  private member(node: SyntaxNode, depth: number): Value | undefined {
    const name = this.module.dotted(node);
    if (name !== undefined) return this.named(name, depth);
    const [object, bracket, key, close] = childrenOf(node);
    if (bracket?.name !== '[' || close?.name !== ']') return undefined;
    const index = this.value(key, depth + 1);
    if (this.module.resolveNode(object) === 'os.environ') {
      if (typeof index === 'string') this.environment.push(index);
      return undefined;
    }
    const value = this.value(object, depth + 1);
    if (isDictionary(value)) return typeof index === 'string' ? value.get(index) : undefined;
    return isList(value) && typeof index === 'number' ? value.at(index) : undefined;
  }

  /** A constant, a class's field, or an enum's member with or without `.value`. */
  private named(name: string, depth: number): Value | undefined {
    const { module } = this;
    if (this.within?.parameters.some((parameter) => parameter.name === name)) return undefined;
    const assigned = module.assigned(name, this.within);
    const [only] = assigned;
    if (only) return assigned.length === 1 && !only.unsure ? this.value(only.value, depth + 1) : undefined;
    const [owner = '', field, more] = name.split('.');
    if (field === undefined || (more !== undefined && more !== 'value')) return undefined;
    const fields = module.classes.get(owner)?.fields.filter(({ target }) => target === field) ?? [];
    return fields.length === 1 ? this.value(fields[0]?.value, depth + 1) : undefined;
  }

  private call(node: SyntaxNode, depth: number): Value | undefined {
    const { module } = this;
    const { positional, named } = readArgumentList(node.lastChild, module.text);
    const callee = module.resolveNode(node.firstChild) ?? '';
    const first = (): Value | undefined => this.value(positional[0], depth + 1);
    if (callee === 'os.environ.get' || callee === 'os.getenv') {
      const name = first();
      if (typeof name === 'string') this.environment.push(name);
      return this.value(positional[1] ?? named.get('default'), depth + 1);
    }
    if (transparent.has(callee) && positional.length === 1) return first() ?? this.enumOf(positional[0]);
    if (callee === 'int' || callee === 'float') return toNumber(first(), callee);
    if (callee === 'bool') return typeof first() === 'boolean' ? first() : undefined;
    if (callee === 'sorted') {
      const given = first();
      const items = isDictionary(given) ? [...given.keys()] : given;
      return isList(items) && items.every((item) => typeof item === 'string') ? [...items].sort() : undefined;
    }
    if (
      callee === 'os.path.join' ||
      ((callee === 'Path' || callee === 'pathlib.Path') && positional.length > 1)
    ) {
      const parts = positional.map((part) => this.value(part, depth + 1));
      return parts.every((part) => typeof part === 'string') ? parts.join('/') : undefined;
    }
    if (callee === 'range' && positional.length <= 2)
      return rangeOf(positional.map((one) => this.value(one, depth + 1)));
    const method = node.firstChild?.lastChild;
    if (method?.name !== 'PropertyName') return undefined;
    const object = node.firstChild?.firstChild;
    if (module.textOf(method) === 'keys') return this.keys(object, depth);
    return transparentMethods.has(module.textOf(method)) ? this.value(object, depth + 1) : undefined;
  }

  private keys(object: SyntaxNode | null | undefined, depth: number): Value | undefined {
    const value = this.value(object, depth + 1);
    return isDictionary(value) ? [...value.keys()] : undefined;
  }

  /** `[e.value for e in Enum]`. */
  private enumMembers(node: SyntaxNode): Value | undefined {
    const match = /^\[\s*(\w+)\.(value|name)\s+for\s+\1\s+in\s+(\w+)\s*\]$/.exec(this.module.textOf(node));
    if (!match) return undefined;
    return enumValues(this.module, match[3] ?? '', match[2] === 'name');
  }

  /** `list(Enum)`. */
  private enumOf(node: SyntaxNode | undefined): Value | undefined {
    return enumValues(this.module, this.module.dotted(node) ?? '');
  }
}

/** The values (or names) of an enum that the file defines; `undefined` when the name is none. */
export function enumValues(module: PythonModule, name: string, names = false): Value[] | undefined {
  const found = module.classes.get(name);
  if (!found?.bases.some((base) => /Enum$|^enum\./.test(base))) return undefined;
  const evaluator = new Evaluator(module);
  const members = found.fields.filter(({ target, value }) => value && !target.startsWith('_'));
  return members.flatMap(({ target, value }) => {
    if (names) return [target];
    if (module.textOf(value ?? found.node).startsWith('auto(')) return [target.toLowerCase()];
    const literal = evaluator.value(value);
    return literal === undefined ? [] : [literal];
  });
}

function numberValue(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ||
    (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[\d_]+$/.test(text))
    ? undefined
    : value;
}

function toNumber(value: Value | undefined, kind: 'int' | 'float'): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
  return kind === 'int' ? Math.trunc(number) : number;
}

function rangeOf(ends: readonly (Value | undefined)[]): number[] | undefined {
  const [from, to] = ends.length === 1 ? [0, ends[0]] : ends;
  if (!Number.isInteger(from) || !Number.isInteger(to)) return undefined;
  const length = Number(to) - Number(from);
  return length >= 0 && length <= 200 ? Array.from({ length }, (_, i) => Number(from) + i) : undefined;
}
