import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InputOf } from '../../src/messages/channel.ts';
import type { LogChannel, LogRow } from '../../src/messages/log.ts';
import { logRow } from './logRow.ts';
import { count } from './numbers.ts';
import type { RowCache } from './rowCache.ts';
import { RowSelection } from './rowSelection.ts';
import { RowWindow } from './rowWindow.ts';
import { shownLine } from './shownLine.ts';

/** Rows that are drawn above and below those in sight. */
const margin = 5;

/**
 * A list of any number of rows, of which only those in sight are drawn. Fires `copy-rows` with the selection, `open-row` with a
 * line, `follow-link` with a line and a link of it, and `moved` when another row is the active one.
 */
@customElement('log-list')
export class LogList extends LitElement {
  @property({ attribute: false }) accessor cache: RowCache | undefined;
  @property({ attribute: false }) accessor total = 0;
  /** Lines that search and filter have not seen yet. */
  @property({ attribute: false }) accessor unseen = 0;
  @property({ attribute: false }) accessor hosts: readonly string[] = [];
  @property({ attribute: false }) accessor marker: RegExp | undefined;
  @property({ attribute: false }) accessor showTime = false;
  /** Structured lines, too, are shown as they were written. */
  @property({ attribute: false }) accessor asWritten = false;
  @property({ attribute: false }) accessor label = 'Log';
  /** The line in which the search is at, from 0. */
  @property({ attribute: false }) accessor current: number | undefined;
  @state() accessor #window = new RowWindow(0, 0, 20, 0);
  @state() accessor #selection = new RowSelection(0);
  /** Stays at the end while rows come. */
  #sticks = true;
  #expected = 0;
  #widest = 0;
  readonly #resized = new ResizeObserver(() => this.#measure());

  /** Whether the last row is in sight and stays so. */
  get sticks(): boolean {
    return this.#sticks;
  }

  get active(): number {
    return this.#selection.active;
  }

  /** The first row in sight. */
  get first(): number {
    return Math.floor(this.#window.top);
  }

  /** Shows a row, in the middle unless it is in sight, and makes it the active one. */
  goTo(row: number, extend = false): void {
    this.#selection = this.#selection.moved(row, extend, this.total);
    this.#sticks = false;
    this.#scrollTo(this.#window.showing(this.#selection.active));
    this.dispatchEvent(new CustomEvent('moved'));
  }

  /** Shows the end and stays there. */
  goToEnd(): void {
    this.#selection = this.#selection.moved(this.total - 1, false, this.total);
    this.#sticks = true;
    this.#scrollTo(this.#window.at(Number.POSITIVE_INFINITY));
    this.dispatchEvent(new CustomEvent('moved'));
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { from, to } = this.#window.rows(margin);
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    const digits = count(Math.max(1, this.total)).length;
    return html`<div
      class="scroller"
      role="listbox"
      tabindex="0"
      aria-label=${this.label}
      aria-multiselectable="true"
      aria-activedescendant=${`row-${this.#selection.active}`}
      @scroll=${() => this.#scrolled()}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
      @mousedown=${(event: MouseEvent) => this.#pressed(event)}
    >
      <div
        class="space"
        role="presentation"
        style="height: ${this.#window.space}px; min-width: ${this.#widest}ch"
      >
        <div
          class="pane"
          role="presentation"
          style="transform: translateY(${(from - this.#window.top) * this.#window.rowHeight}px)"
        >
          ${repeat(
            rows,
            (row) => row,
            (row) =>
              logRow(this.cache?.row(row), {
                row,
                total: this.total,
                digits,
                hosts: this.hosts,
                showTime: this.showTime,
                asWritten: this.asWritten,
                marker: this.marker,
                isActive: row === this.#selection.active,
                isSelected: this.#selection.has(row),
                current: this.current,
                open: (line) => this.dispatchEvent(new CustomEvent('open-row', { detail: line })),
                follow: (line, link, isReadable) => this.#followLink({ line, link, isReadable }),
              }),
          )}
        </div>
      </div>
    </div>`;
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    this.#resized.observe(this.#scroller);
    // Not passive: where the list is taller than a browser can scroll, the wheel is ours.
    this.#scroller.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.#measure();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('total')) {
      this.#window = this.#window.withTotal(this.total);
      if (this.#sticks) this.#window = this.#window.at(Number.POSITIVE_INFINITY);
    }
    const { from, to } = this.#window.rows(margin);
    this.cache?.want(from, to, this.total, this.unseen === 0 || changed.has('unseen'));
    for (let row = from; row < to; row += 1)
      this.#widest = Math.max(this.#widest, widthOf(this.cache?.row(row)));
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has('total')) this.#follow();
  }

  get #scroller(): HTMLElement {
    const scroller = this.querySelector<HTMLElement>('.scroller');
    if (!scroller) throw new Error('The list is not drawn yet.');
    return scroller;
  }

  #measure(): void {
    const probe = this.querySelector<HTMLElement>('.row')?.offsetHeight ?? 0;
    const height = probe > 0 ? probe : 20;
    this.#window = new RowWindow(this.#window.top, this.total, height, this.#scroller.clientHeight);
    if (this.#sticks) this.#window = this.#window.at(Number.POSITIVE_INFINITY);
    void this.updateComplete.then(() => this.#follow());
  }

  /** Brings the scroll bar to where the window is. */
  #follow(): void {
    const scroller = this.#scroller;
    const wanted = this.#window.scrollTop;
    this.#expected = wanted;
    if (Math.abs(scroller.scrollTop - wanted) > 0.5) scroller.scrollTop = wanted;
  }

  #scrollTo(window: RowWindow): void {
    this.#window = window;
    void this.updateComplete.then(() => this.#follow());
  }

  #scrolled(): void {
    const { scrollTop } = this.#scroller;
    // Only what a person does is news.
    if (Math.abs(scrollTop - this.#expected) <= 1) return;
    this.#expected = scrollTop;
    this.#window = this.#window.scrolled(scrollTop);
    this.#sticks = this.#window.isAtEnd;
  }

  #wheel(event: WheelEvent): void {
    if (event.deltaY === 0 || event.ctrlKey || event.shiftKey || !this.#window.isScaled) return;
    event.preventDefault();
    const unit = [1 / this.#window.rowHeight, 1, this.#window.visible][event.deltaMode] ?? 1;
    const window = this.#window.at(this.#window.top + event.deltaY * unit);
    this.#sticks = window.isAtEnd;
    this.#scrollTo(window);
  }

  #followLink(detail: InputOf<LogChannel, 'openLink'>): void {
    this.dispatchEvent(new CustomEvent('follow-link', { detail }));
  }

  #pressed(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>('.row')?.dataset['row'];
    if (row === undefined || event.button !== 0) return;
    // With the shift key rows are selected, and not the text between two clicks.
    if (event.shiftKey) event.preventDefault();
    this.#selection = this.#selection.moved(Number(row), event.shiftKey, this.total);
    this.dispatchEvent(new CustomEvent('moved'));
  }

  #key(event: KeyboardEvent): void {
    const { active } = this.#selection;
    const page = Math.max(1, Math.floor(this.#window.visible) - 1);
    const control = event.ctrlKey || event.metaKey;
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: this.total - 1,
    }[event.key];
    if (to !== undefined) {
      if (to >= this.total - 1 && !event.shiftKey) this.goToEnd();
      else this.goTo(to, event.shiftKey);
    } else if (control && event.key.toLowerCase() === 'a') {
      this.#selection = new RowSelection(Math.max(0, this.total - 1), 0);
    } else if (control && event.key.toLowerCase() === 'c' && document.getSelection()?.isCollapsed !== false) {
      this.dispatchEvent(new CustomEvent('copy-rows', { detail: this.#selection }));
    } else if (event.key === 'Enter') {
      const row = this.cache?.row(active);
      if (row?.cutFrom !== undefined) this.dispatchEvent(new CustomEvent('open-row', { detail: row.line }));
      else if (row) {
        const { links, isReadable } = shownLine(row, this.asWritten, this.marker);
        if (links.length > 0) this.#followLink({ line: row.line, link: 0, isReadable });
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** In characters, number, time and host included. */
function widthOf(row: LogRow | undefined): number {
  return row ? Math.max(row.text.length, row.readable?.text.length ?? 0) + 48 : 0;
}
