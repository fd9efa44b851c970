import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { nearestIndex, type SmoothedLine, smoothLine } from './chartData.ts';
import type { ChartAxis, ChartLine, ChartRange } from './chartLine.ts';
import { chartLegend } from './chartLegend.ts';
import { chartTooltip } from './chartTooltip.ts';
import { axisText, valueText } from './numbers.ts';
import { canvasTheme, onThemeChange } from './palette.ts';
import { Plot } from './plot.ts';
import { summaryOf } from './summary.ts';

const height = 240;
/** Between the cursor, what is said of it, and the page's edge. Pixels. */
const cursorGap = 14;

/**
 * A chart of lines over one x axis. Drag to zoom, double click or Escape to see all again; with the keyboard the arrows go from
 * point to point, + and − zoom. Fires `zoom` with a `ChartRange` or undefined, and `hide` with the id of a line that the person
 * switched on or off; both are the parent's to keep.
 */
@customElement('line-chart')
export class LineChart extends LitElement {
  @property() accessor heading = '';
  @property({ attribute: false }) accessor lines: readonly ChartLine[] = [];
  @property({ attribute: false }) accessor axis: ChartAxis = { kind: 'count', label: 'Step' };
  /** Behind the numbers: `%`, `ms`. */
  @property() accessor unit = '';
  @property({ type: Boolean }) accessor log = false;
  /** 0 to 0.999; see `smooth`. */
  @property({ type: Number }) accessor smoothing = 0;
  @property({ attribute: false }) accessor range: ChartRange | undefined;
  /** Ids of lines that are not drawn. */
  @property({ attribute: false }) accessor hiddenLines: ReadonlySet<string> = new Set();
  /** Charts of the same name have their cursors in step. */
  @property() accessor sync = '';
  @state() accessor #x: number | undefined;
  @state() accessor #isOver = false;
  /** What a screen reader hears as the arrows move. */
  @state() accessor #spoken = '';
  #plot: Plot | undefined;
  #built = '';
  #smoothed: readonly SmoothedLine[] = [];
  #ends: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The drawing as it is seen, for pictures. */
  get canvas(): HTMLCanvasElement | undefined {
    return this.#plot?.canvas;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const sizes = new ResizeObserver(() => this.#plot?.resize(this.#place?.clientWidth ?? 0, height));
    void this.updateComplete.then(() => {
      if (this.#place) sizes.observe(this.#place);
    });
    const theme = onThemeChange(() => {
      this.#built = '';
      this.requestUpdate();
    });
    this.#ends = [() => sizes.disconnect(), theme];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends.splice(0)) end();
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#built = '';
  }

  protected override render(): TemplateResult {
    return html`<div
        class="plot"
        tabindex="0"
        role="img"
        aria-roledescription="line chart"
        aria-label=${summaryOf(this.heading, this.axis, this.#shown)}
        @keydown=${this.#key}
        @dblclick=${() => this.#zoom(undefined)}
        @pointerenter=${() => (this.#isOver = true)}
        @pointerleave=${() => (this.#isOver = false)}
      >
        <div class="canvas"></div>
        ${
          this.log && !this.#shown.some(({ ys }) => ys.some((y) => y > 0))
            ? html`<p class="help nothing">Nothing is above 0, and so on no logarithmic axis.</p>`
            : nothing
        }
        ${this.#isOver ? this.#tooltip() : nothing}
      </div>
      <div class="unseen" role="status">${this.#spoken}</div>
      ${chartLegend({
        ...{ lines: this.lines, axis: this.axis, unit: this.unit, hidden: this.hiddenLines, x: this.#x },
        toggle: (id) => this.dispatchEvent(new CustomEvent('hide', { detail: id })),
      })}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const drawn = ['lines', 'axis', 'unit', 'log', 'smoothing', 'range', 'hiddenLines', 'sync'] as const;
    if (this.#built === '' || drawn.some((name) => changed.has(name))) this.#draw();
  }

  get #place(): HTMLElement | null {
    return this.querySelector('.canvas');
  }

  get #shown(): readonly ChartLine[] {
    return this.lines.filter(({ id }) => !this.hiddenLines.has(id));
  }

  #draw(): void {
    const place = this.#place;
    if (!place) return;
    this.#smoothed = this.#shown.map((line) => smoothLine(line, this.smoothing));
    const state = {
      ...{ lines: this.#smoothed, axis: this.axis, unit: this.unit, isLog: this.log, range: this.range },
      isSmoothed: this.smoothing > 0,
    };
    // What uPlot cannot change of a plot that is there.
    const built = JSON.stringify([
      this.#smoothed.map(({ id, colour, dash, label }) => [id, colour, dash, label]),
      ...[this.axis.kind, this.unit, this.log, state.isSmoothed, this.sync],
    ]);
    if (this.#plot && built === this.#built) {
      this.#plot.show(state);
      return;
    }
    this.#plot?.destroy();
    this.#built = built;
    this.#plot = new Plot(
      place,
      state,
      { theme: canvasTheme(this), sync: this.sync, height },
      { zoomed: (range) => this.#zoom(range), pointed: (x) => (this.#x = x) },
    );
  }

  #zoom(range: ChartRange | undefined): void {
    this.dispatchEvent(new CustomEvent('zoom', { detail: range }));
  }

  #tooltip(): TemplateResult | typeof nothing {
    const x = this.#x;
    if (x === undefined || !this.#plot) return nothing;
    const at = this.#plot.surface.offsetLeft + this.#plot.leftOf(x);
    const { left, width } = this.getBoundingClientRect();
    // On the side of the cursor where the page has more room: over the next chart rather than in narrow lines.
    const [before, behind] = [left + at - cursorGap, innerWidth - left - at - cursorGap];
    const side = behind >= before ? `left: ${at + cursorGap}px` : `right: ${width - at + cursorGap}px`;
    const place = `${side}; max-width: ${Math.max(before, behind) - cursorGap}px`;
    const { axis, unit } = this;
    return chartTooltip({ lines: this.#smoothed, axis, unit, isSmoothed: this.smoothing > 0, x, place });
  }

  readonly #key = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.#step(-1),
      ArrowRight: () => this.#step(1),
      Home: () => this.#step(-Infinity),
      End: () => this.#step(Infinity),
      '+': () => this.#zoomBy(0.5),
      '-': () => this.#zoomBy(2),
      Escape: () => this.#zoom(undefined),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  /** Moves the cursor along the points of the first line, and says what all lines are there. */
  #step(by: number): void {
    const line = this.#smoothed[0];
    if (!line || !this.#plot) return;
    const now = this.#x === undefined ? undefined : nearestIndex(line.xs, this.#x);
    // Without a cursor, the arrow to the left begins at the end.
    const wanted = now === undefined ? (by === -1 ? Infinity : Math.max(0, by - 1)) : now + by;
    const index = Math.min(line.xs.length - 1, Math.max(0, wanted));
    const x = line.xs[index];
    if (x === undefined) return;
    this.#plot.point(x);
    this.#x = x;
    const values = this.#smoothed.map(({ label, xs, ys }) => {
      const at = nearestIndex(xs, x);
      return `${label} ${at === undefined ? 'nothing' : valueText(ys[at] ?? NaN, this.unit)}`;
    });
    this.#spoken = `${this.axis.label} ${axisText(this.axis, x)}: ${values.join(', ')}`;
  }

  /** Around the cursor, else around the middle. */
  #zoomBy(factor: number): void {
    const range = this.#plot?.range;
    if (!range) return;
    const centre = this.#x ?? (range.from + range.to) / 2;
    this.#zoom({
      from: centre - (centre - range.from) * factor,
      to: centre + (range.to - centre) * factor,
    });
  }
}
