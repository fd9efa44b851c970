import type { SyntaxNode } from '@lezer/common';
import { dottedName, readArgumentList } from './python/calls.ts';
import type { PythonCall, PythonFunction, PythonModule } from './python/module.ts';
import { childrenOf } from './python/parse.ts';
import { splitString, unescapeText } from './python/strings.ts';

/** Stands in a text for a value that is put in; the second for one with a fraction's format. */
export const hole = '\uE000';
export const fraction = '\uE001';

/** tqdm's bar is written to the log as well. */
const printers =
  /^(?:print|debug|info|warning|error|log|write|critical|echo|secho|log_message|set_postfix(?:_str)?|set_description(?:_str)?|print_?rank_?0|rank_zero_info|print_on_main)$/;
const deepest = 20;

/** What `print(…)`, `log.info(…)`, `bar.set_postfix(…)` and the like write, line by line, with holes for values. */
export function printedTexts(module: PythonModule): string[] {
  return module.calls
    .filter(({ member, node }) => printers.test(member) && node.name === 'CallExpression')
    .flatMap((call) => textOfCall(module, call).split('\n'));
}

function textOfCall(module: PythonModule, { member, arguments: given, within }: PythonCall): string {
  const [first, ...more] = given.positional;
  if (member === 'set_postfix') {
    const keys = first ? keysOf(module, first) : [];
    return [...keys, ...given.named.keys()].map((key) => `${key}=${hole}`).join(', ');
  }
  if (!first) return '';
  const text = template(module, first, within);
  if (member !== 'print' && more.length > 0) {
    const percent = percentHoles(text);
    // loguru's way.
    return percent === text ? braceHoles(text) : percent;
  }
  return [text, ...more.map((one) => template(module, one, within))].join(' ');
}

/** The keys of a dictionary that is written there. */
function keysOf(module: PythonModule, node: SyntaxNode): string[] {
  if (node.name !== 'DictionaryExpression') return [];
  const children = childrenOf(node);
  return children.flatMap((colon, i) => {
    const key = colon.name === ':' ? children[i - 1] : undefined;
    return key?.name === 'String' ? [splitString(module.textOf(key)).body] : [];
  });
}

/** @param within the function whose names `node` is written with. */
function template(module: PythonModule, node: SyntaxNode, within?: PythonFunction, depth = 0): string {
  if (depth > deepest) return hole;
  const next = (child: SyntaxNode | undefined): string =>
    child ? template(module, child, within, depth + 1) : hole;
  const children = childrenOf(node);
  switch (node.name) {
    case 'String': {
      const { prefix, body } = splitString(module.textOf(node));
      return prefix.includes('b') ? hole : prefix.includes('r') ? body : unescapeText(body);
    }
    case 'FormatString':
      return formatString(module, node);
    case 'ContinuedString':
      return children.map(next).join('');
    case 'ParenthesizedExpression':
      return next(children[1]);
    case 'VariableName': {
      const [only, ...more] = module.assigned(module.textOf(node), within);
      return only?.value && more.length === 0 ? next(only.value) : hole;
    }
    case 'DictionaryExpression':
      return `{${keysOf(module, node)
        .map((key) => `'${key}': ${hole}`)
        .join(', ')}}`;
    case 'BinaryExpression': {
      const [left, operator, right] = children;
      const sign = operator && module.textOf(operator);
      if (sign === '%') return percentHoles(next(left));
      return sign === '+' ? next(left) + next(right) : hole;
    }
    case 'CallExpression': {
      const target = node.firstChild;
      const method = target?.lastChild;
      if (target?.name === 'MemberExpression' && method && module.textOf(method) === 'format')
        return braceHoles(next(target.firstChild ?? undefined));
      const inner = readArgumentList(node.lastChild, module.text).positional[0];
      const isText = /^(?:str|json\.dumps)$/.test(dottedName(target, module.text) ?? '');
      return isText && inner ? next(inner) : hole;
    }
    default:
      return hole;
  }
}

function formatString(module: PythonModule, node: SyntaxNode): string {
  const whole = module.textOf(node);
  const { start } = splitString(whole);
  let text = '';
  let at = node.from + start;
  for (const one of node.getChildren('FormatReplacement')) {
    text += module.text.slice(at, one.from);
    // `{loss=}` prints its own name.
    const written = one.getChild('FormatSelfDoc');
    if (written) text += module.text.slice(one.from + 1, written.to);
    const spec = one.getChild('FormatSpec');
    text += spec && /\.\d+[feg%]/.test(module.textOf(spec)) ? fraction : hole;
    at = one.to;
  }
  const { body } = splitString(`"${module.text.slice(at, node.to).replace(/(?:"""|'''|["'])$/, '')}"`);
  return unescapeText(text + body)
    .replaceAll('{{', '{')
    .replaceAll('}}', '}');
}

function percentHoles(text: string): string {
  return text.replace(
    /%(?:\(\w+\))?[-+ #0]*[\d*]*(\.\d+)?([sdrifgeGE%])/g,
    (_, digits: string | undefined, kind: string) =>
      kind === '%' ? '%' : digits !== undefined || /[fgeGE]/.test(kind) ? fraction : hole,
  );
}

function braceHoles(text: string): string {
  return text.replace(/\{\{|\}\}|\{[^{}]*\}/g, (whole) => {
    if (whole === '{{' || whole === '}}') return whole.slice(1);
    return /\.\d+[feg%]\}$/.test(whole) ? fraction : hole;
  });
}
