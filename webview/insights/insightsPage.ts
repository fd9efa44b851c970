import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { csvText } from '../../src/analysis/metrics/csv.ts';
import { formatBytes } from '../../src/analysis/text/bytes.ts';
import type {
  InsightsAnswer,
  InsightsChannel,
  InsightsMinutes,
  InsightsPlace,
  InsightsStatistics,
} from '../../src/messages/insights.ts';
import type { ChartAxis, ChartLine } from '../charts/chartLine.ts';
import { Host } from '../components/host.ts';
import { icon } from '../components/icons.ts';
import { Requests } from '../components/requests.ts';
import { queryEditor } from './queryEditor.ts';
import { linesOf, whole } from './results.ts';
import type { ResultTable } from './resultTable.ts';
import { toolbar } from './toolbar.ts';

const overTime: ChartAxis = { kind: 'clock', isUtc: true, label: 'Time (UTC)' };

interface Kept {
  readonly text: string;
  readonly minutes: InsightsMinutes;
}

/** Queries over one job's logs: what is asked, how far it is, and what came of it. */
@customElement('insights-page')
export class InsightsPage extends LitElement {
  readonly #host = new Host<InsightsChannel>();
  readonly #requests = new Requests(this, this.#host);
  @state() accessor #place: InsightsPlace | undefined;
  @state() accessor #text = '';
  @state() accessor #minutes: InsightsMinutes;
  @state() accessor #answer: InsightsAnswer | undefined;
  /** Of the answer; anew only with it, or the chart would be drawn at each key that is pressed. */
  #lines: readonly ChartLine[] = [];
  @state() accessor #running = false;
  @state() accessor #statistics: InsightsStatistics | undefined;
  @state() accessor #history: readonly string[] = [];

  constructor() {
    super();
    this.#host.on('statistics', (statistics) => (this.#statistics = statistics));
    this.#host.ready();
    void this.#load();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const place = this.#place;
    if (!place) {
      if (this.#requests.failed) return html`<main>${this.#requests.bar()}</main>`;
      return html`<p class="empty" role="status">Looking for the log…</p>`;
    }
    const mistake = this.#answer?.kind === 'mistake' ? this.#answer : undefined;
    return html`<header>
        <h1>${place.title}</h1>
        <p class="help">${place.place} · ${place.scope} · times are UTC</p>
      </header>
      <main>
        <section aria-label="Query">
          ${toolbar({
            place,
            history: this.#history,
            minutes: this.#minutes,
            running: this.#running,
            choose: (text) => this.#write(text),
            setMinutes: (minutes) => {
              this.#minutes = minutes;
              this.#keep();
            },
            run: () => void this.#run(),
            cancel: () => void this.#requests.ask('cancel', undefined),
          })}
          ${queryEditor({
            text: this.#text,
            mistake,
            change: (text) => this.#write(text),
            run: () => void this.#run(),
          })}
          ${
            place.billed
              ? html`<p class="help">
                  CloudWatch bills a query by the bytes that it scans in its time range.
                </p>`
              : nothing
          }
        </section>
        ${this.#requests.bar()} ${this.#result()}
      </main>`;
  }

  #result(): TemplateResult {
    const answer = this.#answer;
    const status = html`<p class="status" role="status">${this.#statusText()}</p>`;
    if (answer?.kind !== 'rows') return status;
    if (answer.rows.length === 0)
      return html`${status}
        <p class="empty">No line of this time range is like that. Try a longer one, or a wider filter.</p>`;
    const lines = this.#lines;
    return html`<section aria-label="Results">
      <div class="line results-line">
        ${status}
        <vscode-button appearance="secondary" @click=${() => void this.#requests.ask('copy', this.#csv())}>
          ${icon('copy', 'start')}Copy
        </vscode-button>
        <vscode-button
          appearance="secondary"
          @click=${() => void this.#requests.ask('save', { csv: this.#csv() })}
        >
          ${icon('save', 'start')}Save CSV…
        </vscode-button>
      </div>
      ${
        lines.length > 0
          ? html`<line-chart class="card" heading="Over time" .lines=${lines} .axis=${overTime}></line-chart>`
          : nothing
      }
      <result-table
        .columns=${answer.columns}
        .rows=${answer.rows}
        .recordOf=${(pointer: string) => this.#host.request('record', pointer)}
        @copy-text=${({ detail }: CustomEvent<string>) => void this.#requests.ask('copy', detail)}
      ></result-table>
    </section>`;
  }

  #statusText(): string {
    const { matched, scanned, bytes, took } = this.#statistics ?? {
      matched: 0,
      scanned: 0,
      bytes: 0,
      took: 0,
    };
    const counts = `${whole(matched)} of ${whole(scanned)} lines match · ${formatBytes(bytes)} scanned`;
    if (this.#running) return `Running… ${counts}`;
    if (this.#answer?.kind === 'givenUp') return 'Not run.';
    if (this.#answer?.kind !== 'rows') return 'Ctrl+Enter runs the query.';
    const rows = `${whole(this.#answer.rows.length)} ${this.#answer.rows.length === 1 ? 'row' : 'rows'}`;
    const stopped = this.#answer.cancelled ? 'Stopped · ' : '';
    return `${stopped}${rows} · ${counts} · ${Number((took / 1000).toPrecision(2))} s`;
  }

  #csv(): string {
    const table = this.querySelector<ResultTable>('result-table');
    return table ? csvText([table.columns, ...table.ordered.map(({ cells }) => cells)]) : '';
  }

  async #load(): Promise<void> {
    const place = await this.#requests.ask('load', undefined);
    if (!place) return;
    const kept = this.#host.kept as Partial<Kept> | undefined;
    this.#place = place;
    this.#history = place.history;
    this.#text = kept?.text ?? place.text;
    this.#minutes = kept?.minutes;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#query')?.focus();
  }

  #write(text: string): void {
    this.#text = text;
    if (this.#answer?.kind === 'mistake') this.#answer = undefined;
    this.#keep();
  }

  #keep(): void {
    this.#host.keep({ text: this.#text, minutes: this.#minutes } satisfies Kept);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#statistics = undefined;
    const text = this.#text;
    const answer = await this.#requests.ask('run', { text, minutes: this.#minutes });
    this.#running = false;
    if (!answer) return;
    this.#answer = answer;
    this.#lines = answer.kind === 'rows' ? linesOf(answer) : [];
    if (answer.kind === 'rows') this.#statistics = answer.statistics;
    this.#history = [text.trim(), ...this.#history.filter((other) => other !== text.trim())];
    if (answer.kind === 'mistake') this.#select(answer.start, answer.end);
  }

  /** Puts the cursor where the query is wrong. */
  #select(start: number, end: number): void {
    const editor = this.querySelector<HTMLTextAreaElement>('#query');
    editor?.focus();
    editor?.setSelectionRange(start, Math.max(end, start));
  }
}
