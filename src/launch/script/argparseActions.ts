import type { SyntaxNode } from '@lezer/common';
import { oneText, reasons, shorten } from './declared.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonFunction, PythonModule } from './python/module.ts';
import type { ScriptArgument } from './scriptReading.ts';

type Action = Partial<Pick<ScriptArgument, 'unsettable' | 'passing' | 'default' | 'type' | 'converter'>>;

/** What `action=` makes of an argument. @param lenient whether values of flags are dropped. */
export function actionOf(module: PythonModule, node: SyntaxNode | undefined, lenient: boolean): Action {
  if (!node) return {};
  const written = new Evaluator(module).value(node) ?? module.dotted(node)?.split('.').at(-1);
  switch (written) {
    case 'store':
    case 'append':
    case 'extend':
      return {};
    case 'store_true':
    case 'store_false':
      return {
        type: 'bool',
        default: written === 'store_false',
        ...(lenient
          ? { passing: `${written}: any value, False too, counts as giving the flag.` }
          : { unsettable: reasons.flag(written) }),
      };
    case 'BooleanOptionalAction':
      return { type: 'bool', unsettable: reasons.flag(written) };
    case 'count':
      return { type: 'int', unsettable: reasons.flag(written) };
    case 'store_const':
    case 'append_const':
    case 'help':
    case 'version':
      return { unsettable: reasons.flag(written) };
    default:
      // A class of the script's own: it takes a value unless it says otherwise.
      return { converter: shorten(module.written(node)) };
  }
}

interface Values extends Partial<Pick<ScriptArgument, 'unsettable' | 'passing'>> {
  /** A positional argument may be left out. */
  readonly optional: boolean;
}

/** What `nargs=` makes of an argument. */
export function nargsOf(
  module: PythonModule,
  node: SyntaxNode | undefined,
  within: PythonFunction | undefined,
): Values {
  if (!node) return { optional: false };
  const count = new Evaluator(module, within).value(node);
  if (typeof count === 'number')
    return count > 1 ? { optional: false, unsettable: reasons.values(count) } : { optional: false };
  if (count === '?') return { optional: true };
  if (count === '*' || count === '+') return { optional: count === '*', passing: oneText };
  return { optional: true, unsettable: reasons.values('the remaining') };
}
