import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icon } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  run(): void;
}

/**
 * A button that opens a menu, after the ARIA pattern; with `main` it is two buttons: the act itself, and the menu with its
 * other forms. Fires `main` for the former.
 */
@customElement('menu-button')
export class MenuButton extends LitElement {
  @property() accessor label = '';
  /** The act of the first button; without it the label opens the menu. */
  @property() accessor main = '';
  @property({ type: Boolean }) accessor disabled = false;
  @property({ attribute: false }) accessor items: readonly MenuItem[] = [];
  @state() accessor #open = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const opener = this.main === '' ? this.label : nothing;
    return html`${
        this.main === ''
          ? nothing
          : html`<vscode-button
              appearance="secondary"
              ?disabled=${this.disabled}
              @click=${() => this.dispatchEvent(new CustomEvent('main'))}
              >${this.main}</vscode-button
            >`
      }<vscode-button
        class=${this.main === '' ? '' : 'menu-opener'}
        appearance="secondary"
        ?disabled=${this.disabled}
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.#open}
        @click=${() => this.#toggle(!this.#open)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          this.#toggle(true);
        }}
        >${opener}${icon('chevron-up', opener === nothing ? undefined : 'end')}</vscode-button
      >${
        this.#open
          ? html`<div
              class="menu"
              role="menu"
              aria-label=${this.label}
              @keydown=${this.#key}
              @focusout=${this.#left}
            >
              ${this.items.map(
                (item) =>
                  html`<button
                    role="menuitem"
                    tabindex="-1"
                    @click=${() => {
                      this.#close();
                      item.run();
                    }}
                  >
                    ${item.label}
                  </button>`,
              )}
            </div>`
          : nothing
      }`;
  }

  #toggle(open: boolean): void {
    this.#open = open;
    if (open) void this.updateComplete.then(() => this.#entries[0]?.focus());
  }

  get #entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #close(): void {
    this.#open = false;
    this.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  }

  readonly #left = (event: FocusEvent): void => {
    if (!this.contains(event.relatedTarget as Node | null)) this.#open = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const entries = this.#entries;
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (next !== undefined) entries.at(next % entries.length)?.focus();
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
