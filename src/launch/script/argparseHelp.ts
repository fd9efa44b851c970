import type { SyntaxNode } from '@lezer/common';
import { pythonText } from './python/methods.ts';
import type { PythonModule } from './python/module.ts';
import type { Literal } from './python/values.ts';

/** As Python writes it: 1.0 is no 1. */
export function textOfDefault(
  module: PythonModule,
  node: SyntaxNode | undefined,
  value: Literal | undefined,
): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  const isFraction = node?.name === 'Number' && /[.e]/i.test(module.textOf(node)) && Number.isInteger(value);
  return isFraction ? `${String(value)}.0` : (pythonText(value ?? null) ?? String(value));
}

/** argparse fills `%(default)s` and `%(choices)s` in. */
export function fillHelp(
  help: unknown,
  { default: value, choices = 'None' }: { readonly default: string; readonly choices: string | undefined },
): unknown {
  if (typeof help !== 'string') return undefined;
  return (
    help
      .replace(/%\(default\)(?:\.(\d+))?([sdrfg])/g, (_, digits: string | undefined, kind: string) =>
        kind === 'f' && Number.isFinite(Number(value)) ? Number(value).toFixed(Number(digits ?? 6)) : value,
      )
      .replace(/%\(choices\)s/g, choices)
      // optparse's word.
      .replace(/%default\b/g, value)
      .replaceAll('%%', '%')
  );
}
