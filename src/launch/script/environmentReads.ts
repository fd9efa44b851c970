import type { SyntaxNode } from '@lezer/common';
import { typeOfValue, withoutRepeats } from './declared.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonModule } from './python/module.ts';
import { toLiteral } from './python/values.ts';
import type { ArgumentType, Findings, ScriptArgument } from './scriptReading.ts';

/** Expressions that stand for all hyperparameters. */
const allOfThem = /SM_HPS|hyperparameters\.json|SM_TRAINING_ENV/;

/**
 * Hyperparameters that the script takes from `SM_HP_…`, SM_HPS or hyperparameters.json. Names from `SM_HP_…` are in
 * small letters: the variable has the name in capitals, so that its own spelling is not known.
 */
export function readEnvironment(module: PythonModule): Findings {
  const found: ScriptArgument[] = [];
  /** @param more `required`: without it the script fails; `sure`: the name is spelled as in the source. */
  const add = (
    name: string,
    node: SyntaxNode,
    fallback: SyntaxNode | undefined,
    more: { readonly required: boolean; readonly sure: boolean },
  ): void => {
    const written = fallback && toLiteral(new Evaluator(module).value(fallback));
    const type = convertedTo(module, node) ?? typeOfValue(written);
    const isNumber = type !== 'text' && typeof written === 'string' && Number.isFinite(Number(written));
    const value = isNumber ? Number(written) : written;
    found.push({
      name,
      type,
      required: more.required,
      ...(value !== undefined && value !== null && { default: value }),
      ...(!more.sure && {
        passing: `The script reads SM_HP_${name.toUpperCase()}: capitals and dashes of the name are a guess.`,
      }),
      origin: 'environment',
      line: module.lineAt(node.from),
    });
  };
  const all = hyperparameterNames(module);
  const isAll = (node: SyntaxNode | null | undefined): boolean =>
    node !== null && node !== undefined && (all.has(module.dotted(node) ?? '') || isLoad(module, node));
  for (const { callee, member, receiver, arguments: given, node } of module.calls) {
    const [name, fallback] = given.positional;
    const text = new Evaluator(module).value(name);
    if (typeof text !== 'string') continue;
    const full = module.resolve(callee ?? '');
    const variable = /^SM_HP_(\w+)$/.exec(text)?.[1];
    if (variable !== undefined && /^os\.(?:getenv|environ\.(?:get|pop|setdefault))$/.test(full))
      add(variable.toLowerCase(), node, fallback ?? given.named.get('default'), {
        required: false,
        sure: false,
      });
    else if ((member === 'get' || member === 'pop') && isAll(receiver))
      add(text, node, fallback, { required: false, sure: true });
  }
  for (const { node, object, key } of subscripts(module)) {
    const variable = /^SM_HP_(\w+)$/.exec(key)?.[1];
    if (variable !== undefined && module.resolveNode(object) === 'os.environ')
      add(variable.toLowerCase(), node, undefined, { required: true, sure: false });
    else if (isAll(object)) add(key, node, undefined, { required: true, sure: true });
  }
  found.sort((a, b) => a.line - b.line);
  return { arguments: withoutRepeats(found), notes: [] };
}

/** The variables that hold all hyperparameters. */
function hyperparameterNames(module: PythonModule): ReadonlySet<string> {
  const names = new Set<string>();
  for (const assignment of module.allAssignments()) {
    if (assignment.value && isLoad(module, assignment.value)) names.add(assignment.target);
  }
  // `with open("…/hyperparameters.json") as f: hps = json.load(f)`
  if (module.text.includes('hyperparameters.json'))
    for (const { target, value } of module.allAssignments()) {
      const loads = value?.name === 'CallExpression' && module.resolveNode(value.firstChild) === 'json.load';
      if (loads && /^(?:hp|hps|hyper\w*|params?|args?)$/i.test(target)) names.add(target);
    }
  return names;
}

/** `json.loads(os.environ["SM_HPS"])` and the like. */
function isLoad(module: PythonModule, node: SyntaxNode): boolean {
  if (node.name !== 'CallExpression' || node.to - node.from > 300) return false;
  const callee = module.resolveNode(node.firstChild);
  return (callee === 'json.loads' || callee === 'json.load') && allOfThem.test(module.textOf(node));
}

function subscripts(module: PythonModule): { node: SyntaxNode; object: SyntaxNode; key: string }[] {
  return module.subscripts.flatMap((node) => {
    const object = node.firstChild;
    const key = object?.nextSibling?.nextSibling;
    const text = new Evaluator(module).value(key);
    return object && typeof text === 'string' ? [{ node, object, key: text }] : [];
  });
}

/** `int(…)` around the reading. */
function convertedTo(module: PythonModule, node: SyntaxNode): ArgumentType | undefined {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : undefined;
  const callee = module.dotted(call?.firstChild);
  return callee === 'int' || callee === 'float' ? callee : undefined;
}
