import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Offer } from '../components/comboBox.ts';
import { icon } from '../components/icons.ts';

/** Adds one more instance type to a list. Fires `add` with the type. */
@customElement('type-adder')
export class TypeAdder extends LitElement {
  @property({ attribute: false }) accessor offers: readonly Offer[] = [];
  @state() accessor #text = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const isType = this.offers.some(({ value }) => value === this.#text);
    return html`<div class="line">
      <combo-box
        .inputId=${'f-fallback'}
        .label=${'Also try this instance type'}
        .placeholder=${'ml.g5.2xlarge'}
        .offers=${this.offers}
        .value=${this.#text}
        @combo-input=${({ detail }: CustomEvent<string>) => (this.#text = detail)}
      ></combo-box>
      <vscode-button appearance="secondary" ?disabled=${!isType} @click=${() => this.#add()}
        >${icon('add', 'start')}Add</vscode-button
      >
    </div>`;
  }

  #add(): void {
    this.dispatchEvent(new CustomEvent('add', { detail: this.#text }));
    this.#text = '';
  }
}
