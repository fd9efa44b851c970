import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.ts';

/** What a combo box offers. */
export interface Offer {
  readonly value: string;
  readonly label: string;
  readonly detail: string | undefined;
}

/**
 * A text field that offers values, after the ARIA pattern: what is typed stands, the list only helps. Arrow keys walk the
 * list, Enter takes, Escape closes. Fires `combo-input` with the text as it changes.
 */
@customElement('combo-box')
export class ComboBox extends LitElement {
  @property() accessor value = '';
  @property() accessor label = '';
  @property() accessor placeholder = '';
  @property() accessor inputId = '';
  @property() accessor describedBy = '';
  @property({ type: Boolean }) accessor invalid = false;
  @property({ attribute: false }) accessor offers: readonly Offer[] = [];
  @state() accessor #open = false;
  @state() accessor #active = -1;
  /** Narrows the list only once something has been typed: opening it shows all. */
  @state() accessor #typed = false;

  /** As it was drawn last: one that has just opened must be seen whole. */
  #list: Element | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const shown = this.#shown;
    const list = `${this.inputId}-list`;
    const active = this.#open && shown[this.#active] ? `${list}-${this.#active}` : undefined;
    return html`
      <input
        class="input"
        id=${this.inputId}
        data-key=${ifDefined(this.dataset['key'])}
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${this.#open && shown.length > 0}
        aria-controls=${list}
        aria-activedescendant=${ifDefined(active)}
        aria-invalid=${this.invalid}
        aria-describedby=${ifDefined(this.describedBy === '' ? undefined : this.describedBy)}
        placeholder=${this.placeholder}
        .value=${live(this.value)}
        @input=${this.#input}
        @keydown=${this.#key}
        @click=${() => this.#show()}
        @blur=${() => this.#hide()}
      />
      <button
        class="combo-toggle"
        tabindex="-1"
        aria-hidden="true"
        @mousedown=${(event: Event) => {
          event.preventDefault();
          if (this.#open) this.#hide();
          else this.#show();
          this.querySelector('input')?.focus();
        }}
      >
        ${icon('chevron-down')}
      </button>
      ${
        this.#open && shown.length > 0
          ? html`<ul class="combo-list" id=${list} role="listbox" aria-label=${this.label}>
              ${shown.map((offer, index) => this.#offer(offer, index, `${list}-${index}`))}
            </ul>`
          : nothing
      }
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const list = this.querySelector('.combo-list');
    if (list && list !== this.#list) list.scrollIntoView({ block: 'nearest' });
    this.#list = list;
    if (list) this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  get #shown(): readonly Offer[] {
    const words = this.#typed ? this.value.toLowerCase().split(/\s+/) : [];
    return this.offers.filter(({ value, label, detail = '' }) => {
      const text = `${value} ${label} ${detail}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  #offer({ value, label, detail }: Offer, index: number, id: string): TemplateResult {
    return html`<li
      id=${id}
      role="option"
      aria-selected=${index === this.#active}
      class=${value === this.value ? 'chosen' : ''}
      @mousedown=${(event: Event) => {
        event.preventDefault();
        this.#take(value);
      }}
    >
      <span>${label}</span>${detail === undefined ? nothing : html`<span class="detail">${detail}</span>`}
    </li>`;
  }

  readonly #input = (event: InputEvent): void => {
    this.#typed = true;
    this.#open = true;
    this.#active = -1;
    this.#tell((event.target as HTMLInputElement).value);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { length } = this.#shown;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!this.#open) this.#show();
      else if (length > 0)
        this.#active = (this.#active + step + length + (this.#active < 0 && step < 0 ? 1 : 0)) % length;
    } else if (event.key === 'Enter' && this.#open) {
      const offer = this.#shown[this.#active];
      if (offer) this.#take(offer.value);
      else this.#hide();
      event.preventDefault();
    } else if (event.key === 'Escape' && this.#open) {
      event.preventDefault();
      this.#hide();
    }
  };

  #show(): void {
    if (this.#open) return;
    this.#typed = false;
    this.#open = true;
    this.#active = this.offers.findIndex(({ value }) => value === this.value);
  }

  #hide(): void {
    this.#open = false;
  }

  #take(value: string): void {
    this.#hide();
    this.#tell(value);
  }

  #tell(value: string): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('combo-input', { detail: value, bubbles: true }));
  }
}
