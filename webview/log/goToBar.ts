import { html, nothing, type TemplateResult } from 'lit';

export interface GoToPart {
  readonly problem: string | undefined;
  go(text: string): void;
  leave(): void;
}

/** Asks for a line or a time. */
export function goToBar(part: GoToPart): TemplateResult {
  return html`<form
    class="go-to"
    @submit=${(event: Event) => {
      event.preventDefault();
      part.go((event.target as HTMLFormElement).querySelector('input')?.value ?? '');
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      part.leave();
    }}
  >
    <input
      class="input"
      id="go-to"
      aria-label="Line or time"
      aria-describedby="go-to-problem"
      placeholder="Line, or time such as 12:30:05"
      spellcheck="false"
    />
    <span class="wrong" id="go-to-problem" role="status">${part.problem ?? nothing}</span>
  </form>`;
}
