import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InstanceRow } from '../../src/messages/launchInstances.ts';
import { icon } from '../components/icons.ts';
import { type Column, columnsFor, type Order, sortInstances } from './instanceColumns.ts';
import { type Filtered, filterInstances, toggleTerm } from './instanceFilter.ts';

const chips: readonly (readonly [term: string, label: string])[] = [
  ['gpu', 'GPU'],
  ['cpu', 'No GPU'],
  ['gpu>=24', '≥ 24 GB GPU memory'],
  ['gpu>=80', '≥ 80 GB GPU memory'],
  ['<$1', 'Under $1/h'],
  ['<$6', 'Under $6/h'],
  ['free>=1', 'Quota free'],
];

/** At least; the table is as high as fourteen. */
const rowsInSight = 16;

/**
 * The table of instance types: sort by a column's head, filter by text, arrows and Enter to choose, from the filter as from
 * the table; letters typed in the table go to the filter. Fires `choose` with the type, and `look` with filter and order.
 */
@customElement('instance-table')
export class InstanceTable extends LitElement {
  @property({ attribute: false }) accessor rows: readonly InstanceRow[] = [];
  @property() accessor chosen = '';
  @property() accessor filter = '';
  @property({ attribute: false }) accessor order: Order = { column: 'price', isDescending: false };
  @state() accessor #active = '';
  /** The rows that fit into sight come first, and the others once those are seen: the page need not wait for them. */
  @state() accessor #isWhole = false;
  #filtered: Filtered = { rows: [], unknown: 0 };
  #columns: readonly Column[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.#columns = columnsFor(this.rows);
    if (changed.has('rows') || changed.has('filter') || changed.has('order')) {
      const { rows, unknown } = filterInstances(this.rows, this.filter);
      this.#filtered = { rows: sortInstances(rows, this.order), unknown };
    }
  }

  protected override firstUpdated(): void {
    requestAnimationFrame(() => setTimeout(() => (this.#isWhole = true)));
  }

  protected override render(): TemplateResult {
    const { rows, unknown } = this.#filtered;
    const widths = this.#columns.map(({ width }) => width).join(' ');
    const active = rows.some(({ instanceType }) => instanceType === this.#active)
      ? idOf(this.#active)
      : undefined;
    return html`
      <div class="line filter-line">
        <input
          class="input"
          type="search"
          aria-label="Filter instance types"
          aria-controls="instance-grid"
          aria-activedescendant=${ifDefined(active)}
          spellcheck="false"
          placeholder="Filter: a100, gpu>=40, <$6, vcpu>=16, mem>=64, free>=1"
          .value=${live(this.filter)}
          @input=${(event: Event) => this.#look({ filter: (event.target as HTMLInputElement).value })}
          @keydown=${this.#key}
        />
        <span class="help" role="status"
          >${rows.length} of
          ${this.rows.length}${unknown === 0 ? nothing : `, ${unknown} left out as unknown`}</span
        >
      </div>
      <div class="chips" role="group" aria-label="Quick filters">
        ${chips.map((chip) => this.#chip(...chip))}
      </div>
      <div class="grid-scroll">
        <table
          role="grid"
          id="instance-grid"
          tabindex="0"
          aria-label="Instance types"
          aria-rowcount=${rows.length + 1}
          aria-activedescendant=${ifDefined(active)}
          style="--columns: ${widths}"
          @keydown=${this.#key}
        >
          <thead role="rowgroup">
            <tr role="row">
              ${this.#columns.map((column) => this.#head(column))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${repeat(
              this.#isWhole ? rows : rows.slice(0, rowsInSight),
              ({ instanceType }) => instanceType,
              (row, index) => this.#row(row, index),
            )}
          </tbody>
        </table>
        ${
          rows.length > 0
            ? nothing
            : html`<p class="empty">
                No type fits.
                <vscode-button appearance="secondary" @click=${() => this.#look({ filter: '' })}
                  >Clear filter</vscode-button
                >
              </p>`
        }
      </div>
    `;
  }

  #chip(term: string, label: string): TemplateResult {
    const isOn = this.filter.split(/\s+/).includes(term);
    return html`<button
      class="chip"
      aria-pressed=${isOn}
      @click=${() => this.#look({ filter: toggleTerm(this.filter, term) })}
    >
      ${isOn ? icon('check') : nothing}${label}
    </button>`;
  }

  #head({ id, label, isNumber }: Column): TemplateResult {
    const isSorted = this.order.column === id;
    const { isDescending } = this.order;
    const sorted = isSorted ? (isDescending ? 'descending' : 'ascending') : 'none';
    return html`<th role="columnheader" aria-sort=${sorted} class=${isNumber ? 'number' : ''}>
      <button
        @click=${() => this.#look({ order: { column: id, isDescending: isSorted && !isDescending } })}
        @keydown=${(event: Event) => event.stopPropagation()}
      >
        ${label}${isSorted ? icon(isDescending ? 'arrow-down' : 'arrow-up') : nothing}
      </button>
    </th>`;
  }

  #row(row: InstanceRow, index: number): TemplateResult {
    const { instanceType } = row;
    const isChosen = instanceType === this.chosen;
    return html`<tr
      role="row"
      id=${idOf(instanceType)}
      aria-rowindex=${index + 2}
      aria-selected=${isChosen}
      class="${isChosen ? 'chosen' : ''} ${instanceType === this.#active ? 'active' : ''}"
      @click=${() => this.#choose(instanceType)}
    >
      ${this.#columns.map(({ id, isNumber, text }) => {
        const shown = text(row);
        const tone = shown === 'unknown' || shown === '–' ? 'unknown' : '';
        return html`<td role="gridcell" class="${isNumber ? 'number' : ''} ${tone}" title=${shown}>
          ${id === 'type' && isChosen ? icon('check') : nothing}${shown}
        </td>`;
      })}
    </tr>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { rows } = this.#filtered;
    const isInFilter = (event.target as Element).localName === 'input';
    const at = rows.findIndex(({ instanceType }) => instanceType === (this.#active || this.chosen));
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const end = isInFilter ? undefined : { Home: 0, End: rows.length - 1 }[event.key];
    const next = end ?? (step === undefined ? undefined : this.#active === '' && at < 0 ? 0 : at + step);
    if (next !== undefined) {
      this.#active = rows[Math.min(Math.max(next, 0), rows.length - 1)]?.instanceType ?? '';
      void this.updateComplete.then(() =>
        this.querySelector('tr.active')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter' || (event.key === ' ' && !isInFilter)) {
      const type = rows.some(({ instanceType }) => instanceType === this.#active)
        ? this.#active
        : isInFilter
          ? rows[0]?.instanceType
          : undefined;
      if (type !== undefined) this.#choose(type);
    } else if (!isInFilter && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.#look({ filter: this.filter + event.key });
      this.querySelector('input')?.focus();
    } else return;
    event.preventDefault();
  };

  #choose(instanceType: string): void {
    this.#active = instanceType;
    this.dispatchEvent(new CustomEvent('choose', { detail: instanceType }));
  }

  #look(change: { readonly filter?: string; readonly order?: Order }): void {
    this.filter = change.filter ?? this.filter;
    this.order = change.order ?? this.order;
    this.dispatchEvent(new CustomEvent('look', { detail: { filter: this.filter, order: this.order } }));
  }
}

const idOf = (instanceType: string): string => `instance-${instanceType.replaceAll('.', '-')}`;
