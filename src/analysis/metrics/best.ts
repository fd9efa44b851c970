/** Which values of a metric are good. */
export type Direction = 'lowest' | 'highest';

const better = {
  highest:
    /(?:^|[^a-z])(?:acc(?:uracy)?|auc|auroc|auprc|aucpr|f\d?(?:_?score|beta)?|r2|r_squared|precision|recall|map|ndcg|iou|miou|dice|bleu|rouge\w*|score|reward|return|psnr|ssim|kappa|mcc|top_?\d+|hit\w*|throughput|\w+_per_sec(?:ond)?)(?:$|[^a-z])/,
  lowest:
    /loss|err(?:or)?(?:$|[^a-z])|(?:^|[^a-z])(?:r?m[as]l?e|rmse|rmsle|mae|mape|mse|nll|perplexity|ppl|wer|cer|fid|kl|divergence|logloss|deviance)(?:$|[^a-z])/,
} as const;

/** What a metric's name says: loss and error ↓, accuracy, AUC, F1, R² ↑; `undefined` where it says nothing. */
export function directionOf(name: string): Direction | undefined {
  // `valAccuracy` is `val_accuracy`; `mAP` is one word.
  const plain = name.replace(/([a-z]{2})([A-Z])/g, '$1_$2').toLowerCase();
  if (better.lowest.test(plain)) return 'lowest';
  return better.highest.test(plain) ? 'highest' : undefined;
}

/** The index of the first of the best values; `undefined` where none is finite. */
export function bestIndex(values: readonly number[], direction: Direction): number | undefined {
  let best: number | undefined;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const known = best === undefined ? undefined : values[best];
    if (known === undefined || (direction === 'lowest' ? value < known : value > known)) best = index;
  }
  return best;
}
