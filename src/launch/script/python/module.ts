import type { SyntaxNode } from '@lezer/common';
import { type CallArguments, dottedName, type Parameter } from './calls.ts';
import type { Import } from './imports.ts';
import { isMainGuard, parsePython } from './parse.ts';
import { scanModule } from './scan.ts';

/** A function, by `def`. */
export interface PythonFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns?: SyntaxNode;
  readonly node: SyntaxNode;
  readonly decorators: readonly PythonCall[];
  /** The class that it is a method of. */
  readonly owner?: string;
  readonly line: number;
}

/** A call, or a decorator (with no arguments when it has no brackets). */
export interface PythonCall {
  /** `a.b.c` before the bracket; absent when it is no such name: `f()()`. */
  readonly callee?: string;
  /** The last name before the bracket: `add_argument`. */
  readonly member: string;
  /** What the last name is taken from: `parser`, a call. */
  readonly receiver?: SyntaxNode;
  readonly arguments: CallArguments;
  readonly node: SyntaxNode;
  /** The innermost function that it stands in. */
  readonly within?: PythonFunction;
  readonly line: number;
}

/** `name = value`, `name: type = value`, `name: type`. */
export interface Assignment {
  readonly target: string;
  readonly value?: SyntaxNode;
  readonly annotation?: SyntaxNode;
  readonly node: SyntaxNode;
  readonly line: number;
  /** The innermost function; absent outside of functions. */
  readonly within?: PythonFunction;
  /** It stands in an `if`, a loop or the like, or is one of several: its value is not sure. */
  readonly unsure: boolean;
}

export interface PythonClass {
  readonly name: string;
  /** As written, `a.b`. */
  readonly bases: readonly string[];
  readonly fields: readonly Assignment[];
  readonly decorators: readonly PythonCall[];
  readonly node: SyntaxNode;
  readonly line: number;
}

/** What a Python file consists of, found in one walk over its syntax tree. */
export class PythonModule {
  readonly text: string;
  readonly complete: boolean;
  readonly calls: readonly PythonCall[];
  readonly functions: readonly PythonFunction[];
  readonly classes: ReadonlyMap<string, PythonClass>;
  readonly imports: readonly Import[];
  /** `object[key]`, wherever it stands in code. */
  readonly subscripts: readonly SyntaxNode[];
  private readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  private readonly local: ReadonlyMap<string, string>;
  private readonly lineStarts: readonly number[];

  constructor(source: string) {
    const { tree, text, complete } = parsePython(source);
    this.text = text;
    this.lineStarts = startsOfLines(text);
    const found = scanModule(tree, text, (at) => this.lineAt(at));
    this.complete = complete && found.complete;
    this.calls = found.calls;
    this.functions = found.functions;
    this.classes = new Map(found.classes.map((one) => [one.name, one]));
    this.imports = found.imports;
    this.subscripts = found.subscripts;
    this.local = new Map(found.imports.map(({ local, full }) => [local, full]));
    this.assignments = Map.groupBy(found.assignments, ({ target }) => target);
  }

  *allAssignments(): Generator<Assignment> {
    for (const some of this.assignments.values()) yield* some;
  }

  /** From 1. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** As one line. */
  written(node: SyntaxNode): string {
    return this.textOf(node).replace(/\s+/g, ' ');
  }

  dotted(node: SyntaxNode | null | undefined): string | undefined {
    return dottedName(node, this.text);
  }

  /** A name with its import put in: `flags.DEFINE_bool` is `absl.flags.DEFINE_bool` after `from absl import flags`. */
  resolve(name: string): string {
    const [first = '', ...more] = name.split('.');
    return [this.local.get(first) ?? first, ...more].join('.');
  }

  resolveNode(node: SyntaxNode | null | undefined): string | undefined {
    const name = this.dotted(node);
    return name === undefined ? undefined : this.resolve(name);
  }

  /** Whether a call stands in an `if` (other than that of `__main__`), and may not be run. */
  isConditional({ node, within }: PythonCall): boolean {
    for (let at = node.parent; at && at.from !== within?.node.from; at = at.parent) {
      if (at.name === 'IfStatement' && !isMainGuard(at, this.text)) return true;
    }
    return false;
  }

  /** The function of a name, methods aside. */
  functionNamed(name: string): PythonFunction | undefined {
    return this.functions.findLast((one) => one.name === name && one.owner === undefined);
  }

  /** All assignments to a name as code in a function sees them: its own, else those outside of functions. */
  assigned(name: string, within?: PythonFunction): readonly Assignment[] {
    const all = this.assignments.get(name) ?? [];
    if (within) {
      const own = all.filter((one) => one.within?.node.from === within.node.from);
      if (own.length > 0) return own;
    }
    return all.filter((one) => !one.within);
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
