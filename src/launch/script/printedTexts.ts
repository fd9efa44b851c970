import type { SyntaxNode } from '@lezer/common';
import { dottedName, readArgumentList } from './python/calls.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { childrenOf } from './python/parse.ts';
import { splitString, unescapeText } from './python/strings.ts';

/** Stands in a text for a value that is put in; the second for one with a fraction's format. */
export const hole = '\uE000';
export const fraction = '\uE001';

const printers = new Set([
  'print',
  'debug',
  'info',
  'warning',
  'error',
  'log',
  'write',
  'critical',
  'echo',
  'secho',
]);
const deepest = 20;

/** What `print(…)`, `log.info(…)` and the like write, line by line, with holes for values. */
export function printedTexts(module: PythonModule): string[] {
  return module.calls
    .filter(({ member, node }) => printers.has(member) && node.name === 'CallExpression')
    .flatMap((call) => textOfCall(module, call).split('\n'));
}

function textOfCall(module: PythonModule, { member, arguments: given }: PythonCall): string {
  const [first, ...more] = given.positional;
  if (!first) return '';
  const text = template(module, first);
  if (member !== 'print' && more.length > 0) return percentHoles(text);
  return [text, ...more.map((one) => template(module, one))].join(' ');
}

function template(module: PythonModule, node: SyntaxNode, depth = 0): string {
  if (depth > deepest) return hole;
  const next = (child: SyntaxNode | undefined): string => (child ? template(module, child, depth + 1) : hole);
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
      return dottedName(target, module.text) === 'str' && inner ? next(inner) : hole;
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
