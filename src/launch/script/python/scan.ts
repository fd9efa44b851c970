import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { readAssignments } from './assignments.ts';
import { noArguments, readArgumentList, readParameters, dottedName } from './calls.ts';
import { type Import, readImport } from './imports.ts';
import type { Assignment, PythonCall, PythonClass, PythonFunction } from './module.ts';
import { childrenOf, isMainGuard } from './parse.ts';

/** Code that people write nests less; deeper is not looked at. */
const deepest = 150;
/** More is no code that people write. */
const mostNodes = 150_000;

interface Scanned {
  readonly calls: PythonCall[];
  readonly functions: PythonFunction[];
  readonly classes: PythonClass[];
  readonly imports: Import[];
  readonly assignments: Assignment[];
  readonly subscripts: SyntaxNode[];
  readonly complete: boolean;
}

/** Finds functions, classes, calls, imports and assignments in one walk. */
export function scanModule(tree: Tree, text: string, lineAt: (offset: number) => number): Scanned {
  const calls: PythonCall[] = [];
  const functions: PythonFunction[] = [];
  const classes: PythonClass[] = [];
  const imports: Import[] = [];
  const assignments: Assignment[] = [];
  const subscripts: SyntaxNode[] = [];
  const scopes: { readonly to: number; readonly function?: PythonFunction; readonly className?: string }[] =
    [];
  let depth = 0;
  let seen = 0;

  const within = (): PythonFunction | undefined => scopes.findLast((scope) => scope.function)?.function;

  function decoratorsOf(node: SyntaxNode): PythonCall[] {
    if (node.parent?.name !== 'DecoratedStatement') return [];
    return node.parent.getChildren('Decorator').map((decorator) => {
      const list = decorator.getChild('ArgList');
      const names = decorator.getChildren('VariableName').map((one) => text.slice(one.from, one.to));
      return {
        callee: names.join('.'),
        member: names.at(-1) ?? '',
        arguments: list ? readArgumentList(list, text) : noArguments,
        node: decorator,
        line: lineAt(decorator.from),
      };
    });
  }

  function addFunction(node: SyntaxNode): void {
    const name = node.getChild('VariableName');
    const returns = node.getChild('TypeDef')?.lastChild;
    const owner = scopes.at(-1)?.className;
    const found: PythonFunction = {
      name: name ? text.slice(name.from, name.to) : '',
      parameters: readParameters(node.getChild('ParamList'), text),
      node,
      decorators: decoratorsOf(node),
      line: lineAt(node.from),
      ...(returns && { returns }),
      ...(owner !== undefined && { owner }),
    };
    functions.push(found);
    calls.push(...found.decorators);
    scopes.push({ to: node.to, function: found });
  }

  function addClass(node: SyntaxNode): void {
    const name = node.getChild('VariableName');
    const className = name ? text.slice(name.from, name.to) : '';
    const bases = readArgumentList(node.getChild('ArgList'), text).positional;
    const statements = childrenOf(node.getChild('Body') ?? node);
    classes.push({
      name: className,
      bases: bases.map((base) => dottedName(base, text)).filter((base) => base !== undefined),
      fields: statements
        .filter((one) => one.name === 'AssignStatement')
        .flatMap((one) => readAssignments(one, text, lineAt(one.from), false)),
      decorators: decoratorsOf(node),
      node,
      line: lineAt(node.from),
    });
    scopes.push({ to: node.to, className });
  }

  function addCall(node: SyntaxNode): void {
    const target = node.firstChild;
    const last = target?.lastChild;
    const isMember = target?.name === 'MemberExpression' && last?.name === 'PropertyName';
    const name = isMember ? last : target;
    const callee = dottedName(target, text);
    const inside = within();
    calls.push({
      ...(callee !== undefined && { callee }),
      member: name && (isMember || name.name === 'VariableName') ? text.slice(name.from, name.to) : '',
      ...(isMember && target.firstChild && { receiver: target.firstChild }),
      arguments: readArgumentList(node.lastChild, text),
      node,
      line: lineAt(node.from),
      ...(inside && { within: inside }),
    });
  }

  function addAssignments(node: SyntaxNode): void {
    const scope = scopes.at(-1);
    if (scope?.className !== undefined) return;
    const body = node.parent;
    const owner = body?.parent;
    const plain = scope?.function
      ? owner?.name === 'FunctionDefinition'
      : body?.name === 'Script' || body?.name === 'StatementGroup' || isMainGuard(owner, text);
    for (const one of readAssignments(node, text, lineAt(node.from), !plain))
      assignments.push({ ...one, ...(scope?.function && { within: scope.function }) });
  }

  function enter(ref: SyntaxNodeRef): boolean {
    depth += 1;
    while (scopes.length > 0 && ref.from >= (scopes.at(-1)?.to ?? 0)) scopes.pop();
    if (depth > deepest || seen > mostNodes) return false;
    const act = acts[ref.name];
    if (act) {
      seen += 1;
      act(ref.node);
    }
    return true;
  }

  const acts: Readonly<Record<string, (node: SyntaxNode) => void>> = {
    FunctionDefinition: addFunction,
    ClassDefinition: addClass,
    CallExpression: addCall,
    AssignStatement: addAssignments,
    UpdateStatement: addAssignments,
    ForStatement: addAssignments,
    MemberExpression: (node) => {
      if (node.lastChild?.name === ']' && node.getChildren(':').length === 0) subscripts.push(node);
    },
    ImportStatement: (node) => imports.push(...readImport(node, text, lineAt(node.from))),
  };

  let cut = false;
  tree.iterate({
    enter: (ref) => {
      const deeper = enter(ref);
      if (!deeper) {
        cut = true;
        depth -= 1;
      }
      return deeper;
    },
    leave: () => {
      depth -= 1;
    },
  });
  return { calls, functions, classes, imports, assignments, subscripts, complete: !cut };
}
