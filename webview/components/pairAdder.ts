import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.ts';
import { named } from './named.ts';

/** A name and a value to add to what is there. Fires `pair` with `{ key, value }`; Enter in either field adds too. */
@customElement('pair-adder')
export class PairAdder extends LitElement {
  @property() accessor keyLabel = 'Name';
  @property() accessor valueLabel = 'Value';
  @property() accessor action = 'Add';
  /** Names that are there already. */
  @property({ attribute: false }) accessor taken: readonly string[] = [];
  @state() accessor #key = '';
  @state() accessor #value = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const isTaken = this.taken.includes(this.#key.trim());
    return html`<div class="pair" @keydown=${this.#enter}>
        <vscode-text-field
          ${named(this.keyLabel, [])}
          placeholder=${this.keyLabel}
          spellcheck="false"
          .value=${live(this.#key)}
          @input=${(event: Event) => (this.#key = (event.target as HTMLInputElement).value)}
        ></vscode-text-field>
        <vscode-text-field
          ${named(this.valueLabel, [])}
          placeholder=${this.valueLabel}
          spellcheck="false"
          .value=${live(this.#value)}
          @input=${(event: Event) => (this.#value = (event.target as HTMLInputElement).value)}
        ></vscode-text-field>
        <vscode-button
          appearance="secondary"
          ?disabled=${this.#key.trim() === '' || isTaken}
          @click=${() => this.#add()}
          >${icon('add', 'start')}${this.action}</vscode-button
        >
      </div>
      ${isTaken ? html`<div class="problem warning" role="status">${this.#key.trim()} is there already.</div>` : nothing}`;
  }

  readonly #enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || (event.target as Element).localName === 'vscode-button') return;
    event.preventDefault();
    this.#add();
  };

  #add(): void {
    const key = this.#key.trim();
    if (key === '' || this.taken.includes(key)) return;
    this.dispatchEvent(new CustomEvent('pair', { detail: { key, value: this.#value } }));
    this.#key = '';
    this.#value = '';
    this.querySelector<HTMLElement>('vscode-text-field')?.focus();
  }
}
