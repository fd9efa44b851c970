import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { CompareChannel, CompareColumn, Comparison } from '../../src/messages/compare.ts';
import { Host } from '../components/host.ts';
import { Requests } from '../components/requests.ts';
import { jobTable } from './jobTable.ts';
import { parallelChart } from './parallel.ts';
import { axisOf, type Axis, type Brush, isWithin } from './parallelLayout.ts';
import { type Kept, keptOf } from './kept.ts';
import { comparisonCsv, comparisonPicture } from './savedComparison.ts';
import { sortJobs } from './values.ts';

/** More axes than these are a thicket: the first are drawn, and all stand in the table. */
const mostAxes = 14;

/** As `compare.css` has it for `main`. */
const pagePadding = (): number => Math.min(32, Math.max(12, innerWidth * 0.03));

/** The compare page: jobs as lines over their parameters and metrics, and as rows of a table. */
@customElement('compare-page')
export class ComparePageElement extends LitElement {
  readonly #host = new Host<CompareChannel>();
  readonly #requests = new Requests(this, this.#host);
  @state() accessor #comparison: Comparison | undefined;
  @state() accessor #kept: Kept = keptOf(this.#host.kept);
  @state() accessor #active: string | undefined;
  @state() accessor #brushes: Readonly<Record<string, Brush | undefined>> = {};
  @state() accessor #tabAxis: string | undefined;

  /** What the drawing may take of the page, in pixels. */
  @state() accessor #width = 800;
  readonly #sizes = new ResizeObserver(() => (this.#width = this.clientWidth - 2 * pagePadding()));

  constructor() {
    super();
    this.#host.on('comparison', (comparison) => (this.#comparison = comparison));
    this.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#brushes = {};
    });
    this.#host.ready();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const comparison = this.#comparison;
    if (!comparison)
      return html`<main aria-busy="true">
        <h1>Compare training jobs</h1>
        <p class="help" role="status">Reading the jobs…</p>
      </main>`;
    return html`<main>
      ${this.#heading(comparison)} ${this.#requests.bar()}
      ${comparison.jobs.length === 0 ? this.#empty() : this.#body(comparison)}
    </main>`;
  }

  #heading(comparison: Comparison): TemplateResult {
    const { jobs, place, isRunning } = comparison;
    const has = jobs.length > 0;
    return html`<header>
      <div>
        <h1>Compare training jobs</h1>
        <p class="help" role="status">
          ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'} ·
          ${place}${isRunning ? ' · renewed while they run' : ''}
        </p>
      </div>
      <div class="acts">
        ${this.#button('add', 'Add jobs…')} ${has ? this.#button('showMetrics', 'Show metrics') : nothing}
        ${
          has
            ? html`<vscode-button appearance="secondary" @click=${() => void this.#saveCsv(comparison)}
                >Save CSV…</vscode-button
              >`
            : nothing
        }
        ${this.#button('refresh', 'Refresh')}
      </div>
    </header>`;
  }

  #button(name: 'add' | 'refresh' | 'showMetrics', label: string): TemplateResult {
    return html`<vscode-button appearance="secondary" @click=${() => void this.#requests.ask(name, undefined)}
      >${label}</vscode-button
    >`;
  }

  #empty(): TemplateResult {
    return html`<div class="empty">
      <p>No job is left to compare.</p>
      <vscode-button @click=${() => void this.#requests.ask('add', undefined)}>Add jobs…</vscode-button>
    </div>`;
  }

  #body(comparison: Comparison): TemplateResult {
    const { jobs } = comparison;
    const columns = this.#columns(comparison);
    const axes = columns.flatMap((column) => axisOf(column, jobs) ?? []).slice(0, mostAxes);
    const within = (job: (typeof jobs)[number]): boolean => isWithin(job, axes, this.#brushes);
    const shown = { jobs, active: this.#active, isWithin: within };
    const activate = (job: string | undefined): void => void (this.#active = job);
    return html`
      ${this.#chart(comparison, axes, { ...shown, activate })}
      <div class="line filters">
        <vscode-checkbox
          ?checked=${this.#kept.differingOnly}
          @change=${(event: Event) =>
            this.#keep({ differingOnly: (event.target as HTMLInputElement).checked })}
          >Only what differs</vscode-checkbox
        >
        <span class="help">${this.#hidden(comparison)}</span>
        ${
          Object.values(this.#brushes).some((brush) => brush)
            ? html`<vscode-button appearance="secondary" @click=${() => (this.#brushes = {})}
                >Show all jobs</vscode-button
              >`
            : nothing
        }
      </div>
      ${jobTable({
        ...shown,
        columns,
        jobs: sortJobs(jobs, this.#kept.order),
        chosen: jobs,
        order: this.#kept.order,
        activate,
        sort: (column) => this.#sort(column),
        remove: (job) => void this.#requests.ask('remove', job),
        openDetails: (job) => void this.#requests.ask('openDetails', job),
      })}
    `;
  }

  #chart(
    comparison: Comparison,
    axes: readonly Axis[],
    shown: Pick<Parameters<typeof parallelChart>[0], 'jobs' | 'active' | 'isWithin' | 'activate'>,
  ): TemplateResult | typeof nothing {
    if (shown.jobs.length < 2) return html`<p class="help">Add another job to see where they differ.</p>`;
    if (axes.length < 2)
      return html`<p class="help">
        The jobs differ in too little to draw: at least two of their values must.
      </p>`;
    return html`<section aria-label="Parallel coordinates">
      ${parallelChart({
        ...shown,
        axes,
        width: this.#width,
        brushes: this.#brushes,
        brush: (column, brush) => (this.#brushes = { ...this.#brushes, [column]: brush }),
        tabAxis: this.#tabAxis,
        focusAxis: (column) => (this.#tabAxis = column),
      })}
      <div class="line">
        <p class="help">
          Each line is a job. Drag along an axis, or press ↑ ↓ on it (Shift: its lower end), to keep what lies
          within; Escape shows all.
        </p>
        <vscode-button appearance="secondary" @click=${() => void this.#savePng(comparison)}
          >Save PNG…</vscode-button
        >
      </div>
    </section>`;
  }

  #columns({ columns, jobs }: Comparison): readonly CompareColumn[] {
    // Of a single job everything is worth reading, and what came out always is.
    if (!this.#kept.differingOnly || jobs.length < 2) return columns;
    return columns.filter(({ differs, group }) => differs || group !== 'parameter');
  }

  #hidden(comparison: Comparison): string {
    const count = comparison.columns.length - this.#columns(comparison).length;
    return count === 0 ? '' : `${count} equal ${count === 1 ? 'parameter' : 'parameters'} not shown`;
  }

  #sort(column: string): void {
    const { order } = this.#kept;
    this.#keep({ order: { column, isDescending: order.column === column && !order.isDescending } });
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#host.keep(this.#kept);
  }

  async #saveCsv(comparison: Comparison): Promise<void> {
    const jobs = sortJobs(comparison.jobs, this.#kept.order);
    const content = comparisonCsv(this.#columns(comparison), jobs);
    await this.#requests.ask('save', { name: 'comparison.csv', type: 'csv', content });
  }

  async #savePng({ jobs, place }: Comparison): Promise<void> {
    const drawing = this.querySelector<SVGSVGElement>('svg.parallel');
    if (!drawing) return;
    const content = await this.#requests.attempt(() => comparisonPicture(drawing, jobs, place));
    if (content !== undefined)
      await this.#requests.ask('save', { name: 'comparison.png', type: 'png', content });
  }
}
