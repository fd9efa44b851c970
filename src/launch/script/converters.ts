import type { SyntaxNode } from '@lezer/common';
import { shorten, typeOfValue } from './declared.ts';
import { readArgumentList } from './python/calls.ts';
import { enumValues, type Evaluator } from './python/evaluate.ts';
import type { PythonModule } from './python/module.ts';
import { toChoices } from './python/values.ts';
import type { ArgumentType, ScriptArgument } from './scriptReading.ts';

const plain: Readonly<Record<string, ArgumentType>> = {
  int: 'int',
  float: 'float',
  bool: 'bool',
  str: 'text',
  Path: 'text',
  'pathlib.Path': 'text',
  'os.path.expanduser': 'text',
};

/**
 * What an argument's converter (`type=`) takes: a plain type, or the converter as it is written.
 * @param evaluator knows the names that it is written with.
 */
export function converterOf(
  module: PythonModule,
  node: SyntaxNode | undefined,
  evaluator: Evaluator,
): Pick<ScriptArgument, 'type' | 'converter' | 'choices'> {
  if (!node) return { type: 'text' };
  // optparse names its types: `type="int"`.
  const quoted = evaluator.value(node);
  const name = typeof quoted === 'string' ? quoted : module.resolveNode(node);
  const type = name === undefined ? undefined : plain[name];
  if (type) return { type };
  if (node.name === 'CallExpression' && module.dotted(node.firstChild) === 'type')
    return {
      type: typeOfValue(evaluator.value(readArgumentList(node.lastChild, module.text).positional[0])),
    };
  const converter = shorten(module.written(node));
  const choices = toChoices(enumValues(module, name ?? ''));
  if (choices) return { type: 'text', converter, choices };
  const defined = name === undefined ? undefined : module.functionNamed(name);
  const returned = defined?.returns ? plain[module.textOf(defined.returns)] : undefined;
  if (returned) return { type: returned, converter };
  const body = module.textOf(defined?.node ?? node);
  // `str2bool`, `lambda x: x.lower() == "true"`: whatever it is called, it reads words for yes and no.
  const reads =
    /bool/i.test(name ?? '') || /\b(?:strtobool|str2bool)\(/.test(body) || /(['"])(?:true|yes)\1/i.test(body);
  return { type: reads ? 'bool' : 'text', converter };
}
