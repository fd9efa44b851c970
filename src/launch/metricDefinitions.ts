import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import { tokenize } from './python/tokens.ts';

/** AWS takes no more than 40 for a job. */
const most = 40;
/** `name=` before a value that is put in: `{…}` of f-strings and format(), `%…`, or the end of the text: `print("loss=", x)`. */
const placeholder = /(?:^|[^\w:./-])([A-Za-z_][\w:./-]*)=\s*(?=\{|%|$)/g;
/** They count the work; they do not measure it. */
const counters = /^(?:epochs?|steps?|batch|batches|iter|iterations?|seed|n|count)$/i;

/**
 * Metric definitions for what a script prints as `name=value`, guessed from the texts of its `print` and logging calls.
 * The first capture group of each expression is the number.
 */
export function guessMetricDefinitions(source: string): MetricDefinition[] {
  const names = new Set<string>();
  for (const text of printedTexts(source)) {
    for (const match of text.matchAll(placeholder)) {
      const name = match[1] ?? '';
      if (!counters.test(name) && name.length <= 255) names.add(name);
    }
  }
  return [...names].slice(0, most).map((name) => ({
    Name: name,
    Regex: `\\b${name.replaceAll('.', '\\.')}=\\s*([0-9.eE+-]+)`,
  }));
}

/** The string tokens inside the brackets of `print(…)` and `log.info(…)`. */
function* printedTexts(source: string): Generator<string> {
  const printers = new Set(['print', 'debug', 'info', 'warning', 'error', 'log', 'write']);
  const tokens = tokenize(source);
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (depth > 0 && token.kind === 'string') yield token.body ?? '';
    if (token.kind !== 'operator') continue;
    if (depth > 0 && '([{'.includes(token.text)) depth += 1;
    else if (depth > 0 && ')]}'.includes(token.text)) depth -= 1;
    else if (depth === 0 && token.text === '(' && printers.has(tokens[i - 1]?.text ?? '')) depth = 1;
  }
}
