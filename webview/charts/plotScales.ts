import type uPlot from 'uplot';
import type { ChartAxis } from './chartLine.ts';
import { clockTicks, elapsedTicks, shortNumber } from './numbers.ts';
import type { CanvasTheme } from './palette.ts';

const wholeSteps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 1e7, 1e8,
];
const secondSteps = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200],
  ...[86_400, 172_800, 604_800],
];
/** Of uPlot's types a constant enumeration, which is not there when the page runs. */
const logarithmic: uPlot.Scale = JSON.parse('{"distr":3}') as uPlot.Scale;

/** How x and y are measured. */
export function scalesOf(axis: ChartAxis, unit: string, isLog: boolean): uPlot.Scales {
  return {
    x: { time: axis.kind === 'clock' },
    y: isLog ? logarithmic : { range: (_, low, high) => yRange(low, high, unit) },
  };
}

/** What stands at the axes. */
export function axesOf(
  axis: ChartAxis,
  { foreground: stroke, grid: color, font }: CanvasTheme,
): uPlot.Axis[] {
  const grid = { stroke: color, width: 1 };
  return [
    {
      ...{ stroke, font, grid, ticks: grid, size: 32 },
      ...{ label: axis.label, labelFont: font, labelSize: 20, labelGap: 0 },
      ...(axis.kind === 'elapsed' && {
        values: (_: uPlot, splits: number[]) => elapsedTicks(splits),
        incrs: secondSteps,
      }),
      ...(axis.kind === 'clock' && {
        values: (_: uPlot, splits: number[], __: number, ___: number, step: number) =>
          clockTicks(splits, step, axis.isUtc === true),
      }),
      ...(axis.kind === 'count' && { incrs: wholeSteps }),
    },
    {
      ...{ stroke, font, grid, ticks: grid, size: axisWidth },
      values: (_, splits) => logSplits(splits).map((split) => (split === null ? '' : shortNumber(split))),
    },
  ];
}

/** uPlot leaves out, as null, what a logarithmic axis has no room for; its types do not say so. */
function logSplits(splits: readonly (number | null)[]): readonly (number | null)[] {
  return splits;
}

/** A little room above and below; percentages and counts begin at nothing. */
function yRange(low: number, high: number, unit: string): [number, number] {
  const isMeasure = unit === '';
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  if (!isMeasure) return [0, high <= 0 ? 1 : high * 1.08];
  const pad = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - pad, high + pad];
}

/** As wide as its numbers. */
function axisWidth(plot: uPlot, values: string[] | null): number {
  const longest = (values ?? []).reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest === '') return 40;
  plot.ctx.font = plot.axes[1]?.font?.[0] ?? plot.ctx.font;
  return Math.ceil(plot.ctx.measureText(longest).width / devicePixelRatio) + 18;
}
