/** What a metric was measured on. */
export type Part = 'train' | 'validation' | 'test';

const parts: Readonly<Record<string, Part>> = {
  train: 'train',
  training: 'train',
  tr: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  eval: 'validation',
  evaluation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};
const words = Object.keys(parts).join('|');
const prefix = new RegExp(`^(${words})[:_\\-./ ]+(.+)$`, 'i');
const suffix = new RegExp(`^(.+?)[:_\\-./ ]+(${words})$`, 'i');

/**
 * `train:loss` and `validation:loss`, `val_loss` and `loss`, `loss/test`: the same metric on other data. They belong into one
 * chart, under `base`.
 */
export function splitMetricName(name: string): { readonly base: string; readonly part: Part | undefined } {
  const [, before, rest] = prefix.exec(name) ?? [];
  if (before !== undefined && rest !== undefined) return { base: rest, part: parts[before.toLowerCase()] };
  const [, base, after] = suffix.exec(name) ?? [];
  if (base !== undefined && after !== undefined) return { base, part: parts[after.toLowerCase()] };
  return { base: name, part: undefined };
}
