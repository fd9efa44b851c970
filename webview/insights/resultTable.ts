import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { InsightsRow } from '../../src/messages/insights.ts';
import { icon } from '../components/icons.ts';
import { cellText, type SortBy, sorted, whole } from './results.ts';

/** Rows that are drawn at first, and with each wish for more: thousands at once are slow. */
const pageRows = 200;

/** Asks for all fields of a row. */
export type RecordOf = (pointer: string) => Promise<Readonly<Record<string, string>>>;

/** A table of results: sorts by its headings, opens a row to all its fields. Fires `copy-text` with a text. */
@customElement('result-table')
export class ResultTable extends LitElement {
  @property({ attribute: false }) accessor columns: readonly string[] = [];
  @property({ attribute: false }) accessor rows: readonly InsightsRow[] = [];
  @property({ attribute: false }) accessor recordOf: RecordOf | undefined;
  @state() accessor #sort: SortBy | undefined;
  @state() accessor #shown = pageRows;
  /** Open rows, with what is known of their events. */
  @state() accessor #open: ReadonlyMap<InsightsRow, Readonly<Record<string, string>> | string | undefined> =
    new Map();

  /** In the order in which they are seen. */
  get ordered(): readonly InsightsRow[] {
    return sorted(this.rows, this.#sort);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (!changed.has('rows')) return;
    this.#sort = undefined;
    this.#shown = pageRows;
    this.#open = new Map();
  }

  protected override render(): TemplateResult {
    const rows = this.ordered;
    const left = rows.length - this.#shown;
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Results">
        <table>
          <thead>
            <tr>
              <th scope="col" class="opener"><span class="unseen">All fields</span></th>
              ${this.columns.map((name, column) => this.#heading(name, column))}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, this.#shown).map((row, n) => this.#row(row, n))}
          </tbody>
        </table>
      </div>
      ${
        left > 0
          ? html`<button class="more" @click=${() => (this.#shown += 5 * pageRows)}>
              Show more (${whole(left)} left)
            </button>`
          : nothing
      }`;
  }

  #heading(name: string, column: number): TemplateResult {
    const by = this.#sort?.column === column ? this.#sort : undefined;
    const order = by ? (by.descending ? 'descending' : 'ascending') : 'none';
    // Above its values, which stand at the right where they are numbers.
    const tone =
      this.rows.length > 0 && this.rows.every(({ cells }) => isNumber(cells[column])) ? 'number' : '';
    return html`<th scope="col" aria-sort=${order} class=${tone}>
      <button @click=${() => (this.#sort = next(by, column))}>
        ${name}${by ? icon(by.descending ? 'arrow-down' : 'arrow-up') : nothing}
      </button>
    </th>`;
  }

  #row(row: InsightsRow, n: number): TemplateResult {
    const isOpen = this.#open.has(row);
    const label = `${isOpen ? 'Close' : 'Open'} row ${n + 1}`;
    return html`<tr>
        <td class="opener">
          <button
            aria-expanded=${isOpen}
            aria-label=${label}
            title=${label}
            @click=${() => void this.#toggle(row)}
          >
            ${icon(isOpen ? 'chevron-up' : 'chevron-down')}
          </button>
        </td>
        ${row.cells.map((cell = '') => {
          const text = cellText(cell);
          return html`<td class=${isNumber(cell) ? 'number' : isTime(cell) ? 'time' : ''}>
            <div class="cell" title=${ifDefined(text === cell ? undefined : cell)}>${text}</div>
          </td>`;
        })}
      </tr>
      ${isOpen ? this.#fields(row) : nothing}`;
  }

  #fields(row: InsightsRow): TemplateResult {
    const known = this.#open.get(row);
    const own = Object.fromEntries(
      this.columns.flatMap((name, n) => (row.cells[n] === undefined ? [] : [[name, row.cells[n]]])),
    );
    const fields = typeof known === 'object' ? known : own;
    const shown = Object.entries(fields).filter(([name]) => name !== '@ptr');
    return html`<tr class="fields">
      <td colspan=${this.columns.length + 1}>
        ${typeof known === 'string' ? html`<p class="problem error">${icon('error')} ${known}</p>` : nothing}
        <dl>
          ${shown.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        <vscode-button
          appearance="secondary"
          @click=${() => this.#copy(JSON.stringify(Object.fromEntries(shown), null, 2))}
          >${icon('copy', 'start')}Copy as JSON</vscode-button
        >
      </td>
    </tr>`;
  }

  async #toggle(row: InsightsRow): Promise<void> {
    const open = new Map(this.#open);
    if (open.delete(row)) {
      this.#open = open;
      return;
    }
    this.#open = open.set(row, undefined);
    if (row.pointer === undefined || !this.recordOf) return;
    const known = await this.recordOf(row.pointer).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (this.#open.has(row)) this.#open = new Map(this.#open).set(row, known);
  }

  #copy(text: string): void {
    this.dispatchEvent(new CustomEvent('copy-text', { detail: text }));
  }
}

/** Descending, ascending, as they came. */
function next(by: SortBy | undefined, column: number): SortBy | undefined {
  if (!by) return { column, descending: true };
  return by.descending ? { column, descending: false } : undefined;
}

function isTime(cell: string | undefined): boolean {
  return cell !== undefined && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(cell);
}

function isNumber(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== '' && !Number.isNaN(Number(cell));
}
