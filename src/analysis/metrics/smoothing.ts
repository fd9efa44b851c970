/**
 * An exponential moving average without the bias towards its beginning, as TensorBoard draws it: `last = last · w + (1 − w) · y`,
 * told as `last / (1 − wⁿ)` after n values. What is not finite is told as it is and left out of the average; a constant series
 * stays as it is.
 *
 * Source: `resmoothDataset` of TensorBoard's `tensorboard/components/vz_line_chart2/line-chart.ts`; the correction is that of
 * Kingma and Ba, "Adam: A Method for Stochastic Optimization", section 3 (arXiv:1412.6980).
 *
 * @param weight of what was, 0 (nothing is smoothed) up to but not including 1
 */
export function smooth(values: readonly number[], weight: number): number[] {
  if (weight <= 0 || values.every((value) => value === values[0])) return [...values];
  let last = 0;
  // 1 − wⁿ, without a power for each value.
  let decay = 1;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    last = last * weight + (1 - weight) * value;
    decay *= weight;
    return last / (1 - decay);
  });
}
