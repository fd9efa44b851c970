import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MetricsChannel, MetricsUpdate } from '../../src/messages/metrics.ts';
import type { ChartRange } from '../charts/chartLine.ts';
import type { LineChart } from '../charts/lineChart.ts';
import { canvasTheme } from '../charts/palette.ts';
import { pictureOf } from '../charts/picture.ts';
import { Host } from '../components/host.ts';
import { Requests } from '../components/requests.ts';
import { chartCard } from './chartCard.ts';
import { chartsCsv } from './chartCsv.ts';
import { type ChartModel, chartsOf } from './chartModel.ts';
import { type Known, nothingKnown, withoutSubject, withUpdate } from './store.ts';
import { finalValues, subjectList, subjectNotes } from './subjects.ts';
import { toolbar } from './toolbar.ts';
import { type AxisKind, type View, viewOf } from './view.ts';

const groups = [
  ['invocations', 'Invocations'],
  ['algorithm', 'Metrics'],
  ['instance', 'Instances'],
] as const;

/** What is drawn, and of what. */
interface Drawn {
  readonly known: Known;
  readonly view: View;
  readonly charts: readonly ChartModel[];
  readonly hidden: ReadonlySet<string>;
}

/** The metrics page: draws what the extension tells of jobs and endpoints, as the person wants to look at it. */
@customElement('metrics-page')
export class MetricsPage extends LitElement {
  readonly #host = new Host<MetricsChannel>();
  readonly #requests = new Requests(this, this.#host);
  @state() accessor #known: Known = nothingKnown;
  @state() accessor #view: View = viewOf(this.#host.kept);
  /** By the kind of axis: charts of one kind are zoomed together. */
  @state() accessor #ranges: Partial<Record<AxisKind, ChartRange>> = {};
  @state() accessor #isLoaded = false;
  #last: Drawn | undefined;

  constructor() {
    super();
    this.#host.on('update', (update) => this.#take(update));
    this.#host.ready();
    void this.#load();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { subjects } = this.#known;
    const { charts } = this.#drawn();
    const first = subjects[0];
    return html`<main aria-busy=${!this.#isLoaded}>
      <header>
        <h1>Metrics</h1>
        ${subjectList(subjects, this.#acts)}
      </header>
      ${
        first
          ? toolbar({
              view: this.#view,
              kind: first.kind,
              isZoomed: Object.values(this.#ranges).length > 0,
              hasCharts: charts.length > 0,
              look: (change) => this.#look(change),
              resetZoom: () => (this.#ranges = {}),
              add: () => void this.#requests.ask('add', undefined),
              refresh: () => void this.#requests.ask('refresh', undefined),
              saveAll: (type) => void this.#save(type, charts),
            })
          : nothing
      }
      ${this.#requests.bar()} ${subjectNotes(subjects, this.#acts)} ${this.#charts(charts)}
      ${finalValues(
        subjects,
        new Set(this.#known.series.flatMap(({ group, subject }) => (group === 'algorithm' ? subject : []))),
      )}
      ${this.#waiting(charts)}
    </main>`;
  }

  /** Anew only when there is something else to draw: charts whose lines are the same ones are not drawn again. */
  #drawn(): Drawn {
    const [known, view] = [this.#known, this.#view];
    if (this.#last?.known !== known || this.#last.view !== view)
      this.#last = { known, view, charts: chartsOf(known, view), hidden: new Set(view.hidden) };
    return this.#last;
  }

  readonly #acts = {
    remove: (id: string): void => {
      this.#known = withoutSubject(this.#known, id);
      void this.#requests.ask('remove', id);
    },
    act: (subject: string, act: 'clone' | 'tail'): void => void this.#requests.ask('act', { subject, act }),
  };

  #charts(charts: readonly ChartModel[]): TemplateResult[] {
    return groups.map(([group, title]) => {
      const members = charts.filter((chart) => chart.group === group);
      if (members.length === 0) return html``;
      return html`<section aria-label=${title}>
        <h2>${title}</h2>
        <div class="cards">
          ${repeat(
            members,
            ({ key }) => key,
            (chart) =>
              chartCard(chart, {
                view: this.#view,
                hidden: this.#drawn().hidden,
                range: this.#ranges[chart.axis.kind],
                look: (change) => this.#look(change),
                zoom: (range) => this.#zoom(chart.axis.kind, range),
                save: (type, saved) => void this.#save(type, saved),
              }),
          )}
        </div>
      </section>`;
    });
  }

  /** While nothing is known, what it waits for; bones where the charts will be. */
  #waiting(charts: readonly ChartModel[]): TemplateResult | typeof nothing {
    const { subjects } = this.#known;
    const isFiltered =
      charts.length === 0 && this.#view.filter.trim() !== '' && this.#known.series.length > 0;
    if (isFiltered) return html`<p class="help">No chart’s name contains “${this.#view.filter.trim()}”.</p>`;
    const isAsking = !this.#isLoaded || subjects.some(({ status }) => status === 'Asking…');
    if (!isAsking || this.#requests.failed || charts.length > 0) return nothing;
    return html`<p class="help" role="status">Asking SageMaker and CloudWatch for the metrics…</p>
      <div class="cards" aria-hidden="true">
        ${[1, 2, 3, 4].map(() => html`<div class="card bone"></div>`)}
      </div>`;
  }

  async #load(): Promise<void> {
    const loaded = await this.#requests.ask('load', undefined);
    if (!loaded) return;
    this.#isLoaded = true;
    this.#known = withUpdate(nothingKnown, loaded);
  }

  /** What comes before the answer to the first request is in that answer. */
  #take(update: MetricsUpdate): void {
    if (this.#isLoaded) this.#known = withUpdate(this.#known, update);
  }

  #look(change: Partial<View>): void {
    // An x of another kind has another stretch.
    if (change.x !== undefined && change.x !== this.#view.x) this.#ranges = {};
    this.#view = { ...this.#view, ...change };
    this.#host.keep(this.#view);
  }

  #zoom(kind: AxisKind, range: ChartRange | undefined): void {
    const { [kind]: _, ...others } = this.#ranges;
    this.#ranges = range ? { ...others, [kind]: range } : others;
  }

  async #save(type: 'csv' | 'png', charts: readonly ChartModel[]): Promise<void> {
    const [first] = charts;
    const what = charts.length === 1 && first ? first.title : 'metrics';
    const name = `${this.#known.subjects[0]?.name ?? 'metrics'}-${what}.${type}`;
    const content = type === 'csv' ? chartsCsv(charts, this.#known.subjects) : this.#picture(charts);
    await this.#requests.ask('save', { name, type, content });
  }

  #picture(charts: readonly ChartModel[]): string {
    const drawn = [...this.querySelectorAll<LineChart>('line-chart')];
    const pictured = charts.flatMap((chart) => {
      const canvas = drawn.find(({ lines }) => lines[0]?.id === chart.lines[0]?.id)?.canvas;
      return canvas ? [{ ...chart, canvas }] : [];
    });
    return pictureOf(pictured, canvasTheme(this));
  }
}
