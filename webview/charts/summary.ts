import type { ChartAxis, ChartLine } from './chartLine.ts';
import { axisText, shortNumber } from './numbers.ts';

/** What a chart shows, for those who do not see it. */
export function summaryOf(heading: string, axis: ChartAxis, lines: readonly ChartLine[]): string {
  const texts = lines.map(({ label, xs, ys, best }) => {
    const [first, last] = [xs[0], xs.at(-1)];
    if (first === undefined || last === undefined) return `${label}: no value yet.`;
    const count = ys.length === 1 ? 'one value' : `${ys.length} values`;
    const stretch = `${axis.label.toLowerCase()} ${axisText(axis, first)} to ${axisText(axis, last)}`;
    const marked = best ? `, ${bestText(axis, xs, ys, best)}` : '';
    return `${label}: ${count}, ${stretch}, last ${shortNumber(ys.at(-1) ?? NaN)}${marked}.`;
  });
  return `Line chart ${heading}. ${texts.join(' ')}`;
}

/** `lowest 0.0312 at epoch 37`. */
export function bestText(
  axis: ChartAxis,
  xs: readonly number[],
  ys: readonly number[],
  { index, word }: { readonly index: number; readonly word: string },
): string {
  const where = axis.kind === 'count' ? `${axis.label.toLowerCase()} ` : '';
  return `${word} ${shortNumber(ys[index] ?? NaN)} at ${where}${axisText(axis, xs[index] ?? NaN)}`;
}
