import type { SyntaxNode } from '@lezer/common';
import { arithmetic } from './arithmetic.ts';
import { type Bindings, nothingBound } from './bindings.ts';
import { builtins } from './builtins.ts';
import { readArgumentList } from './calls.ts';
import { enumMembers } from './enums.ts';
import { roundsOf } from './loops.ts';
import { callMethod, pythonText } from './methods.ts';
import type { PythonFunction, PythonModule } from './module.ts';
import { childrenOf } from './parse.ts';
import { stringValue } from './strings.ts';
import { type Dictionary, isDictionary, isList, type Value } from './values.ts';

const deepest = 40;
/** Works out expressions of constants; whatever only running would tell is `undefined`. */
export class Evaluator {
  /** The environment variables that the value depends on. */
  readonly environment: string[] = [];
  private readonly module: PythonModule;
  private readonly within: PythonFunction | undefined;
  private readonly bindings: Bindings;
  private steps = 0;

  /**
   * @param within the function whose names the expressions see.
   * @param bindings names that stand for something in one round of a loop, or in one call.
   */
  constructor(module: PythonModule, within?: PythonFunction, bindings = nothingBound) {
    this.module = module;
    this.within = within;
    this.bindings = bindings;
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
        return this.comprehension(node, depth);
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
      const known = typeof value === 'string' || typeof value === 'number' ? pythonText(value) : undefined;
      if (!plain || known === undefined) return undefined;
      text += `${this.module.text.slice(at, hole.from)}${known}`;
      at = hole.to;
    }
    return stringValue(text + this.module.text.slice(at, node.to));
  }

  private items(node: SyntaxNode, depth: number): Value[] | undefined {
    const children = childrenOf(node).filter(({ name }) => !/^[()[\]{},]$/.test(name));
    const values: Value[] = [];
    for (const [i, child] of children.entries()) {
      if (child.name === '*') continue;
      const value = this.value(child, depth + 1);
      if (value === undefined) return undefined;
      if (children[i - 1]?.name !== '*') values.push(value);
      else if (isList(value)) values.push(...value);
      else if (isDictionary(value)) values.push(...value.keys());
      else return undefined;
    }
    return values;
  }

  private dictionary(node: SyntaxNode, depth: number): Dictionary | undefined {
    const entries = new Map<string, Value | undefined>();
    const children = childrenOf(node);
    for (const [i, colon] of children.entries()) {
      if (colon.name === '**') {
        const more = this.value(children[i + 1], depth + 1);
        if (!isDictionary(more)) return undefined;
        for (const [key, value] of more) entries.set(key, value);
      }
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
    const bound = this.bindings.get(name);
    if (bound) return bound.value;
    const [owner = '', field, more] = name.split('.');
    if (this.bindings.has(owner)) return undefined;
    if (this.within?.parameters.some((parameter) => parameter.name === name)) return undefined;
    const assigned = module.assigned(name, this.within);
    const [only] = assigned;
    if (only) return assigned.length === 1 && !only.unsure ? this.value(only.value, depth + 1) : undefined;
    if (field === undefined) return undefined;
    const members = enumMembers(module, owner, new Evaluator(module));
    if (members && field === '__members__' && more === undefined)
      return new Map(members.map((member) => [member.name, member.value]));
    const member = members?.find((one) => one.name === field);
    if (member)
      return more === 'name' ? field : more === undefined || more === 'value' ? member.value : undefined;
    const fields = module.classes.get(owner)?.fields.filter(({ target }) => target === field) ?? [];
    return fields.length === 1 && more === undefined ? this.value(fields[0]?.value, depth + 1) : undefined;
  }

  private call(node: SyntaxNode, depth: number): Value | undefined {
    const { module } = this;
    const list = node.lastChild;
    const { positional, named } = readArgumentList(list, module.text);
    const callee = module.resolveNode(node.firstChild) ?? '';
    if (callee === 'os.environ.get' || callee === 'os.getenv') {
      const name = this.value(positional[0], depth + 1);
      if (typeof name === 'string') this.environment.push(name);
      return this.value(positional[1] ?? named.get('default'), depth + 1);
    }
    if (callee === 'dict' && positional.length === 0)
      return new Map([...named].map(([key, value]) => [key, this.value(value, depth + 1)]));
    const generated = list?.getChild('for') ? this.comprehension(list, depth) : undefined;
    const given = (): (Value | undefined)[] =>
      generated ? [generated] : positional.map((one) => this.value(one, depth + 1) ?? this.enumOf(one));
    const builtin = Object.hasOwn(builtins, callee) ? builtins[callee] : undefined;
    if (builtin) return named.size === 0 ? builtin(given()) : undefined;
    const method = node.firstChild?.lastChild;
    if (method?.name !== 'PropertyName' || named.size > 0) return undefined;
    const object = this.value(node.firstChild?.firstChild, depth + 1);
    return callMethod(object, module.textOf(method), given());
  }

  /** `[f(x) for x in …]` over what is known, without conditions; an argument list may hold one too. */
  private comprehension(node: SyntaxNode, depth: number): Value[] | undefined {
    const children = childrenOf(node).slice(1, -1);
    const source = children.findIndex(({ name }) => name === 'in');
    const [item, loop] = children;
    if (!item || loop?.name !== 'for' || source !== children.length - 2) return undefined;
    const rounds = roundsOf(this.module, this, children.slice(2, source), children[source + 1]);
    const values = rounds?.map((bindings) => {
      const all = new Map([...this.bindings, ...bindings]);
      return new Evaluator(this.module, this.within, all).value(item, depth + 1);
    });
    return values?.every((value) => value !== undefined) ? values : undefined;
  }

  /** `list(Enum)`. */
  private enumOf(node: SyntaxNode | undefined): Value | undefined {
    return enumValues(this.module, this.module.dotted(node) ?? '');
  }
}

/** The values of an enum that the file defines, those that can be told; `undefined` when the name is none. */
export function enumValues(module: PythonModule, name: string): Value[] | undefined {
  return enumMembers(module, name, new Evaluator(module))?.flatMap(({ value }) =>
    value === undefined ? [] : [value],
  );
}

function numberValue(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ||
    (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[\d_]+$/.test(text))
    ? undefined
    : value;
}
