import uPlot from 'uplot';
import { extentOf, type SmoothedLine, type Table, tableOf } from './chartData.ts';
import type { ChartAxis, ChartRange } from './chartLine.ts';
import { type CanvasTheme, dashOf } from './palette.ts';
import { axesOf, scalesOf } from './plotScales.ts';

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
    const { axis, unit, isLog } = state;
    this.#uplot = new uPlot(
      {
        width: Math.max(120, place.clientWidth),
        height: options.height,
        // The first and the last moment of a time axis are written around their ticks, beyond where uPlot leaves room.
        padding: [10, 30, 0, 12],
        legend: { show: false },
        cursor: {
          sync: { key: options.sync, scales: ['x', null] },
          drag: { x: true, y: false, setScale: false },
          points: { show: false },
          y: false,
        },
        scales: scalesOf(axis, unit, isLog),
        axes: axesOf(axis, options.theme),
        // Days begin where the axis' clock has midnight.
        ...(axis.isUtc === true && { tzDate: (at: number) => uPlot.tzDate(new Date(at * 1000), 'UTC') }),
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

/** Points are drawn only where there is room for them. */
function onlyFew(plot: uPlot, series: number, first: number, last: number): boolean {
  const ys = plot.data[series] ?? [];
  let count = 0;
  for (let i = first; i <= last; i++) if (ys[i] !== null && ys[i] !== undefined) count++;
  return count > 0 && count * 12 < plot.bbox.width / devicePixelRatio;
}
