import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { AnswerOf, Channel, Failure, InputOf, RequestName } from '../../src/messages/channel.ts';
import { type Host, RequestError } from './host.ts';
import { icon } from './icons.ts';

/** What a page asks, and what of it did not work: that is shown until the next request or until it is dismissed. */
export class Requests<C extends Channel> {
  readonly #page: ReactiveElement;
  readonly #host: Host<C>;
  #failure: Failure | undefined;

  constructor(page: ReactiveElement, host: Host<C>) {
    this.#page = page;
    this.#host = host;
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** @returns undefined when it does not work; the page says why */
  ask<Name extends RequestName<C>>(
    name: Name,
    input: InputOf<C, Name>,
  ): Promise<AnswerOf<C, Name> | undefined> {
    this.#fail(undefined);
    return this.askAside(name, input);
  }

  /** The same for what nobody has asked for: what has failed before stays to be read. */
  askAside<Name extends RequestName<C>>(
    name: Name,
    input: InputOf<C, Name>,
  ): Promise<AnswerOf<C, Name> | undefined> {
    return this.attempt(() => this.#host.request(name, input));
  }

  /** What the page does by itself, and which may fail like a request. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.#fail({
        message: error instanceof Error ? error.message : String(error),
        advice: error instanceof RequestError ? error.advice : undefined,
      });
      return undefined;
    }
  }

  /** What did not work, with what can be done about it. */
  bar(): TemplateResult | typeof nothing {
    if (!this.#failure) return nothing;
    const { message, advice } = this.#failure;
    return html`<div class="notice error" role="alert">
      ${icon('error')}<span>${message}${advice === undefined ? nothing : html` ${advice}`}</span>
      <button class="action" title="Dismiss" aria-label="Dismiss" @click=${() => this.#fail(undefined)}>
        ${icon('close')}
      </button>
    </div>`;
  }

  #fail(failure: Failure | undefined): void {
    if (failure === this.#failure) return;
    this.#failure = failure;
    this.#page.requestUpdate();
  }
}
