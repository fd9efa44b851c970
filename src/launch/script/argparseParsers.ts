import type { SyntaxNode } from '@lezer/common';
import { type Bindings, nothingBound } from './python/bindings.ts';
import { readArgumentList } from './python/calls.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonCall, PythonFunction, PythonModule } from './python/module.ts';
import { runsOf } from './python/runs.ts';

/** Where a parser, or a group of one, stands. */
export interface ParserPlace {
  /** The subcommands that it serves; none for the script's own parser. */
  readonly commands: readonly string[];
  readonly group?: string;
  /** A group whose arguments exclude each other, made in this line. */
  readonly exclusive?: { readonly line: number; readonly required: boolean };
}

const root: ParserPlace = { commands: [] };
const deepest = 8;

/** Finds what parser or group an expression is: `parser`, `self.sub`, `parser.add_argument_group("x")`. */
export class ParserPlaces {
  private readonly module: PythonModule;
  /** By variable: the parsers that take its arguments over, through `parents=[…]`. */
  private readonly children = new Map<string, PythonCall[]>();

  constructor(module: PythonModule) {
    this.module = module;
    for (const call of module.calls) {
      const parents = call.arguments.named.get('parents');
      for (let one = parents?.firstChild; one; one = one.nextSibling) {
        // `parents=[common()]` takes over what is made in that function.
        const name =
          one.name === 'CallExpression' ? `${module.dotted(one.firstChild) ?? ''}()` : module.dotted(one);
        if (name !== undefined) this.children.set(name, [...(this.children.get(name) ?? []), call]);
      }
    }
  }

  /** @param bindings what names stand for where the expression stands. */
  placeOf(
    node: SyntaxNode | undefined,
    within: PythonFunction | undefined,
    bindings: Bindings,
    depth = 0,
  ): ParserPlace {
    if (!node || depth > deepest) return root;
    if (node.name === 'CallExpression') return this.placeOfCall(node, within, bindings, depth);
    const name = this.module.dotted(node);
    if (name === undefined) return root;
    const bound = bindings.get(name);
    if (bound?.node) return this.placeOf(bound.node, bound.within, nothingBound, depth + 1);
    const all = this.module.assigned(name, within).filter(({ value }) => value?.name === 'CallExpression');
    // One variable may serve for group after group.
    const made =
      all.findLast((one) => one.node.to <= node.from) ?? all.find((one) => one.node.from > node.from);
    const isPart = made?.value && /\.add_\w+$/.test(this.module.textOf(made.value.firstChild ?? made.value));
    const heirs =
      this.children.get(name) ?? (isPart ? undefined : this.children.get(`${made?.within?.name ?? ''}()`));
    if (heirs) return this.together(heirs.flatMap((heir) => this.placesOfHeir(heir, depth)));
    if (made?.value) return this.placeOf(made.value, made.within, bindings, depth + 1);
    return within?.parameters.some((one) => one.name === name) ? this.asParameter(name, within, depth) : root;
  }

  /** A function's parser is what it is called with. */
  private asParameter(name: string, within: PythonFunction, depth: number): ParserPlace {
    const index = within.parameters.findIndex((one) => one.name === name);
    const given = this.module.calls
      .filter(({ member, node }) => member === within.name && node.name === 'CallExpression')
      .map((call) => ({ call, value: call.arguments.named.get(name) ?? call.arguments.positional[index] }))
      .filter(({ value }) => value !== undefined);
    return this.together(
      given.map(({ call, value }) => this.placeOf(value, call.within, nothingBound, depth + 1)),
    );
  }

  /** A parser with parents, once for each round of the loops around it. */
  private placesOfHeir(heir: PythonCall, depth: number): ParserPlace[] {
    return runsOf(this.module, heir).map(({ bindings }) =>
      this.placeOf(heir.node, heir.within, bindings, depth + 1),
    );
  }

  /** What serves the script itself is the script's; else it serves all these commands. */
  together(places: readonly ParserPlace[]): ParserPlace {
    const [only, ...more] = places;
    if (only && more.length === 0) return only;
    if (places.some(({ commands }) => commands.length === 0)) return root;
    return { commands: [...new Set(places.flatMap(({ commands }) => commands))] };
  }

  private placeOfCall(
    node: SyntaxNode,
    within: PythonFunction | undefined,
    bindings: Bindings,
    depth: number,
  ): ParserPlace {
    const target = node.firstChild;
    const method = target?.lastChild;
    if (target?.name !== 'MemberExpression' || method?.name !== 'PropertyName') return root;
    const base = (): ParserPlace => this.placeOf(target.firstChild ?? undefined, within, bindings, depth + 1);
    const { positional, named } = readArgumentList(node.lastChild, this.module.text);
    const text = (value: SyntaxNode | undefined): string | undefined => {
      const found = new Evaluator(this.module, within, bindings).value(value);
      return typeof found === 'string' ? found : undefined;
    };
    switch (this.module.textOf(method)) {
      case 'add_argument_group': {
        const group = text(named.get('title') ?? positional[0]);
        return { commands: base().commands, ...(group !== undefined && { group }) };
      }
      case 'add_mutually_exclusive_group': {
        const required = new Evaluator(this.module, within, bindings).value(named.get('required')) === true;
        return { ...base(), exclusive: { line: this.module.lineAt(node.from), required } };
      }
      case 'add_subparsers':
        return base();
      case 'add_parser': {
        const name = text(positional[0]) ?? '…';
        const outer = base().commands;
        return { commands: outer.length > 0 ? outer.map((one) => `${one} ${name}`) : [name] };
      }
      default:
        return root;
    }
  }
}
