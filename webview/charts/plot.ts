import uPlot from 'uplot';
import { extentOf, type SmoothedLine, type Table, tableOf } from './chartData.ts';
import type { ChartAxis, ChartRange } from './chartLine.ts';
import { elapsedText, shortNumber } from './numbers.ts';
import { type CanvasTheme, dashOf } from './palette.ts';

/** What a plot draws; what of it changes often can be changed without building the plot anew. */
export interface PlotState {
  readonly lines: readonly SmoothedLine[];
  readonly axis: ChartAxis;
  readonly unit: string;
  readonly isLog: boolean;
  readonly isSmoothed: boolean;
  /** Undefined: all. */
  readonly range: ChartRange | undefined;
}

export interface PlotEvents {
  /** A part was chosen by dragging. */
  zoomed(range: ChartRange): void;
  /** The cursor is at an x; undefined: it left. */
  pointed(x: number | undefined): void;
}

/** How much is seen of the values themselves beside the smoothed line. */
const faint = 0.4;
/** Of uPlot's types a constant enumeration, which is not there when the page runs. */
const logarithmic: uPlot.Scale = JSON.parse('{"distr":3}') as uPlot.Scale;
const bestRadius = 4;

/** One uPlot: the drawing of a chart, without what stands around it. */
export class Plot {
  readonly #uplot: uPlot;
  readonly #theme: CanvasTheme;
  #state: PlotState;

  constructor(
    place: HTMLElement,
    state: PlotState,
    options: { readonly theme: CanvasTheme; readonly sync: string; readonly height: number },
    events: PlotEvents,
  ) {
    this.#state = state;
    this.#theme = options.theme;
    const { axis, isLog } = state;
    const { foreground: stroke, grid, font } = options.theme;
    const lines = { stroke: grid, width: 1 };
    this.#uplot = new uPlot(
      {
        width: Math.max(120, place.clientWidth),
        height: options.height,
        legend: { show: false },
        padding: [10, 14, 0, 0],
        cursor: {
          sync: { key: options.sync, scales: ['x', null] },
          drag: { x: true, y: false, setScale: false },
          points: { show: false },
          y: false,
        },
        scales: {
          x: { time: axis.kind === 'clock' },
          y: isLog ? logarithmic : { range: (_, low, high) => yRange(low, high, state.unit) },
        },
        axes: [
          {
            ...{ stroke, font, grid: lines, ticks: lines, size: 32 },
            ...{ label: axis.label, labelFont: font, labelSize: 20, labelGap: 0 },
            ...(axis.kind === 'elapsed' && {
              values: (_, splits) => splits.map(elapsedText),
              incrs: secondSteps,
            }),
            ...(axis.kind === 'count' && { incrs: wholeSteps }),
          },
          {
            ...{ stroke, font, grid: lines, ticks: lines, size: axisWidth },
            values: (_, splits) =>
              logSplits(splits).map((split) => (split === null ? '' : shortNumber(split))),
          },
        ],
        series: this.#series(),
        hooks: {
          setSelect: [
            (plot) => {
              const { left, width } = plot.select;
              if (width < 4) return;
              events.zoomed({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') });
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
          setCursor: [
            (plot) => {
              const { left } = plot.cursor;
              events.pointed(left === undefined || left < 0 ? undefined : plot.posToVal(left, 'x'));
            },
          ],
          draw: [() => this.#drawBest()],
        },
      },
      [[], []],
      place,
    );
    this.show(state);
  }

  /** The canvas, for pictures. */
  get canvas(): HTMLCanvasElement {
    return this.#uplot.ctx.canvas;
  }

  /** Where the pointer acts. */
  get surface(): HTMLElement {
    return this.#uplot.over;
  }

  get range(): ChartRange | undefined {
    const { min, max } = this.#uplot.scales['x'] ?? {};
    return typeof min === 'number' && typeof max === 'number' ? { from: min, to: max } : undefined;
  }

  /** Shows other points of the same lines. */
  show(state: PlotState): void {
    this.#state = state;
    const range = state.range ?? extentOf(state.lines);
    if (!range) return;
    const columns = Math.max(50, this.#uplot.bbox.width / devicePixelRatio);
    const tables = state.lines.map((line): Table => {
      const [xs, ys = [], smoothed = []] = tableOf(line, range, columns, state.isLog);
      return state.isSmoothed ? [xs, ys, smoothed] : [xs, ys];
    });
    // Lines of different lengths share one list of x; what a line has not is skipped, not broken off.
    const joined = tables.length === 1 ? tables[0] : uPlot.join(tables);
    this.#uplot.batch(() => {
      this.#uplot.setData(joined ?? [[]], false);
      this.#uplot.setScale('x', { min: range.from, max: range.to });
    });
  }

  resize(width: number, height: number): void {
    if (width < 10 || (this.#uplot.width === width && this.#uplot.height === height)) return;
    this.#uplot.setSize({ width, height });
    this.show(this.#state);
  }

  /** Puts the cursor to an x. */
  point(x: number): void {
    this.#uplot.setCursor({ left: this.#uplot.valToPos(x, 'x'), top: 0 });
  }

  /** In pixels from the drawing's left. */
  leftOf(x: number): number {
    return this.#uplot.valToPos(x, 'x');
  }

  destroy(): void {
    this.#uplot.destroy();
  }

  #series(): uPlot.Series[] {
    const drawn = this.#state.lines.flatMap(({ label, colour, dash }): uPlot.Series[] => {
      const stroke = this.#theme.colour(colour);
      const points = { show: onlyFew, size: 5, fill: stroke };
      const line = { label, width: 1.75, dash: [...dashOf(dash)], spanGaps: true, points };
      if (!this.#state.isSmoothed) return [{ ...line, stroke }];
      return [
        { ...line, stroke, alpha: faint, width: 1, dash: [], points: { show: false } },
        { ...line, stroke },
      ];
    });
    return [{}, ...drawn];
  }

  #drawBest(): void {
    const { ctx, bbox } = this.#uplot;
    ctx.save();
    ctx.beginPath();
    // A mark on the edge is seen as a whole; one that is zoomed out of sight is not seen.
    const room = bestRadius * 2 * devicePixelRatio;
    ctx.rect(bbox.left - room, bbox.top - room, bbox.width + 2 * room, bbox.height + 2 * room);
    ctx.clip();
    for (const { best, xs, ys, colour } of this.#state.lines) {
      const [x, y] = best ? [xs[best.index], ys[best.index]] : [];
      if (x === undefined || y === undefined || !Number.isFinite(y) || (this.#state.isLog && y <= 0))
        continue;
      ctx.beginPath();
      const [left, top] = [this.#uplot.valToPos(x, 'x', true), this.#uplot.valToPos(y, 'y', true)];
      ctx.arc(left, top, bestRadius * devicePixelRatio, 0, 2 * Math.PI);
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.strokeStyle = this.#theme.foreground;
      ctx.fillStyle = this.#theme.colour(colour);
      ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  }
}

const wholeSteps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 1e7, 1e8,
];
const secondSteps = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200],
  ...[86_400, 172_800, 604_800],
];

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

/** Points are drawn only where there is room for them. */
function onlyFew(plot: uPlot, series: number, first: number, last: number): boolean {
  const ys = plot.data[series] ?? [];
  let count = 0;
  for (let i = first; i <= last; i++) if (ys[i] !== null && ys[i] !== undefined) count++;
  return count > 0 && count * 12 < plot.bbox.width / devicePixelRatio;
}
