import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import { tokenize } from './python/tokens.ts';

/** AWS takes no more than 40 for a job. */
const most = 40;
/** `name=` before a value that is put in: `{…}` of f-strings and format(), `%…`, or the end of the text: `print("loss=", x)`. */
const placeholder = /(?:^|[^\w:./-])([A-Za-z_][\w:./-]*)=\s*(?=\{|%|$)/g;
/** They count the work; they do not measure it. */
const counters = /^(?:epochs?|steps?|batch|batches|iter|iterations?|seed|n|count)$/i;
/** A text with one of these reports a measurement: a counter of rounds, a fraction's format, or a measure's usual name. */
const measuring =
  /\b(?:epoch|step|iter(?:ation)?|batch)\s*[=:]|[:%]\.\d+[feg%]|loss|acc|auc|f1|error|rmse|ma[ep]|mse|precision|recall|score|perplexity|reward|r2|iou|dice|bleu|rouge/i;

/**
 * Metric definitions for what a script prints as `name=value`, guessed from the texts of its `print` and logging calls.
 * Texts that look like measurements go before all others. The first capture group of each expression is the number.
 */
export function guessMetricDefinitions(source: string): MetricDefinition[] {
  const texts = [...printedTexts(source)];
  const measured = namesIn(texts.filter((text) => measuring.test(text)));
  const names = measured.length > 0 ? measured : namesIn(texts);
  return names.slice(0, most).map((name) => ({
    Name: name,
    Regex: `\\b${name.replaceAll('.', '\\.')}=\\s*([0-9.eE+-]+)`,
  }));
}

function namesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(placeholder)].map((match) => match[1] ?? ''));
  return [...new Set(found)].filter((name) => !counters.test(name) && name.length <= 255);
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
