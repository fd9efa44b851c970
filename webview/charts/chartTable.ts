import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChartAxis, ChartLine } from './chartLine.ts';
import { axisText } from './numbers.ts';
import { rowsOf } from './tableRows.ts';

/** Rows of a page: few enough to be drawn at once, whatever the number of points. */
const pageSize = 100;

/** The values behind a chart, as they are: a row an x, a column a line. */
@customElement('chart-table')
export class ChartTable extends LitElement {
  @property({ attribute: false }) accessor lines: readonly ChartLine[] = [];
  @property({ attribute: false }) accessor axis: ChartAxis = { kind: 'count', label: '' };
  @property() accessor label = '';
  @state() accessor #page = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const rows = rowsOf(this.lines);
    const pages = Math.max(1, Math.ceil(rows.length / pageSize));
    const page = Math.min(this.#page, pages - 1);
    const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${this.label}: table">
        <table>
          <thead>
            <tr>
              <th scope="col">${this.axis.label}</th>
              ${this.lines.map(({ label }) => html`<th scope="col">${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              ([x, ys]) =>
                html`<tr>
                  <th scope="row">${axisText(this.axis, x)}</th>
                  ${ys.map((y) => html`<td>${y === undefined ? '' : String(y)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${pages > 1 ? this.#pager(page, pages, rows.length) : nothing}`;
  }

  #pager(page: number, pages: number, rows: number): TemplateResult {
    const button = (label: string, to: number, isOff: boolean) =>
      html`<button class="link" ?disabled=${isOff} @click=${() => (this.#page = to)}>${label}</button>`;
    return html`<div class="line pager">
      <span
        >Rows ${page * pageSize + 1} to ${Math.min(rows, (page + 1) * pageSize)} of
        ${rows.toLocaleString('en')}</span
      >
      ${button('First', 0, page === 0)} ${button('Previous', page - 1, page === 0)}
      ${button('Next', page + 1, page === pages - 1)} ${button('Last', pages - 1, page === pages - 1)}
    </div>`;
  }
}
