import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import { escaped, number } from './patterns.ts';
import { progressMetrics } from './progressMetrics.ts';
import { fraction, hole, printedTexts } from './printedTexts.ts';
import { PythonModule } from './python/module.ts';

/** AWS takes no more than 40 for a job. */
const most = 40;
/** They count the work; they do not measure it. */
const counters =
  /^(?:epochs?|steps?|batch|batches|iter|iterations?|seed|n|count|rank|size|time|elapsed|eta)$/i;
/** A measure's usual name. */
const measure =
  /loss|acc|auc|f1|error|rmse|ma[ep]|mse|precision|recall|score|perplexity|ppl|reward|r2|iou|dice|bleu|rouge|psnr|ssim|nll|ndcg|mrr|throughput|(?:samples|tokens|images)_per_sec/i;
/** A text with one of these reports a measurement: a counter of rounds, a fraction, or a measure's name. */
const measuring = new RegExp(
  `\\b(?:epoch|step|iter(?:ation)?|batch)\\s*[=:]|${fraction}|\\b\\w*(?:${measure.source})`,
  'i',
);

interface Label {
  readonly name: string;
  /** What stands between name and number, as a regular expression. */
  readonly separator: string;
}

/**
 * Metric definitions for what a script prints as `name=value`, `name: value` or `loss value`, guessed from the texts of
 * its `print` and logging calls, and for what Trainer, Keras, Lightning and XGBoost print by themselves. Texts that look
 * like measurements go before all others. The first capture group of each expression is the number.
 */
export function guessMetricDefinitions(source: string | PythonModule): MetricDefinition[] {
  const module = typeof source === 'string' ? new PythonModule(source) : source;
  const texts = printedTexts(module);
  const measured = labelsIn(texts.filter((text) => measuring.test(text)));
  const labels = measured.length > 0 ? measured : labelsIn(texts);
  // The same measure may be printed in several ways.
  const printed = [...Map.groupBy(labels, ({ name }) => name)].map(([name, alike]) => {
    const separators = [...new Set(alike.map(({ separator }) => separator))];
    const between = separators.length === 1 ? separators.join('') : `(?:${separators.join('|')})`;
    return { Name: name.replace(/\s+/g, '_'), Regex: `\\b${escaped(name)}${between}${number}` };
  });
  const found = new Map<string, MetricDefinition>();
  for (const definition of [...progressMetrics(module), ...printed]) {
    const fits = (definition.Name?.length ?? 0) <= 255 && (definition.Regex?.length ?? 0) <= 500;
    const name = definition.Name ?? '';
    if (fits && !found.has(name)) found.set(name, definition);
  }
  return [...found.values()].slice(0, most);
}

function labelsIn(texts: readonly string[]): Label[] {
  const labels = texts.flatMap((text) => {
    const found: Label[] = [];
    let from = 0;
    for (let at = 0; at < text.length && found.length < most; at += 1) {
      if (text[at] !== hole && text[at] !== fraction) continue;
      const label = labelBefore(text.slice(Math.max(from, at - 300), at), from > 0, text[at] === fraction);
      if (label) found.push(label);
      from = at + 1;
    }
    return found;
  });
  return labels.filter(({ name }) => !counters.test(name.split(/\s+/).at(-1) ?? name));
}

/**
 * The label at the end of the text before a value.
 * @param behindValue whether another value stands before the text: a name that begins there is put together.
 */
function labelBefore(text: string, behindValue: boolean, isFraction: boolean): Label | undefined {
  const equals = /(^|[^\w:./@-])([A-Za-z_][\w:./@-]*)(\s*)=\s*$/.exec(text);
  if (equals) {
    if (equals.index === 0 && equals[1] === '' && behindValue) return undefined;
    return { name: equals[2] ?? '', separator: `${equals[3] === '' ? '' : '\\s*'}=\\s*` };
  }
  const key = /(["'])([A-Za-z_][\w./@ -]*)\1: $/.exec(text)?.[2];
  if (key !== undefined) return measure.test(key) ? { name: key, separator: `["']\\s*:\\s*` } : undefined;
  const colon = /(^|[^\w./@-])((?:[A-Za-z_][\w./@-]*[ \t]+){0,2}[A-Za-z_][\w./@-]*)\s*:\s*$/.exec(text);
  const sentence = /(^|[^\w./@-])([A-Za-z_][\w./@-]*)\s+is\s+$/.exec(text);
  const plain = /(^|[^\w./@-])([A-Za-z_][\w./@-]*)\s+$/.exec(text);
  const label = colon ?? sentence ?? plain;
  const name = label?.[2] ?? '';
  if (!label || (label.index === 0 && label[1] === '' && behindValue)) return undefined;
  if (colon) return measure.test(name) || isFraction ? { name, separator: '\\s*:\\s*' } : undefined;
  return measure.test(name) ? { name, separator: sentence ? '\\s+is\\s+' : '\\s+' } : undefined;
}
