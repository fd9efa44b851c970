import { html, nothing, type TemplateResult } from 'lit';
import type { LogState } from '../../src/messages/log.ts';
import { icon } from '../components/icons.ts';

export interface ViewBarPart {
  readonly state: LogState;
  readonly leastLevel: number;
  readonly host: number | undefined;
  readonly showTime: boolean;
  readonly asWritten: boolean;
  setLevel(least: number): void;
  setHost(host: number | undefined): void;
  set(change: { readonly showTime?: boolean; readonly asWritten?: boolean }): void;
  goTo(): void;
  openText(): void;
  save(): void;
}

/** Indices of `logs/text/level.ts`. */
const leasts: readonly (readonly [value: number, label: string])[] = [
  [0, 'All levels'],
  [3, 'Info and above'],
  [4, 'Warnings and errors'],
  [5, 'Errors'],
];

/** Which lines are shown, and what can be done with the log. */
export function viewBar(part: ViewBarPart): TemplateResult {
  const { state } = part;
  return html`<div class="view-bar">
    <select
      class="choice"
      aria-label="Level"
      @change=${(event: Event) => part.setLevel(Number((event.target as HTMLSelectElement).value))}
    >
      ${leasts.map(
        ([value, label]) =>
          html`<option value=${value} ?selected=${value === part.leastLevel}>${label}</option>`,
      )}
    </select>
    ${state.hosts.length > 1 ? hostChoice(part) : nothing}
    <button
      class="toggle"
      title="Show times"
      aria-pressed=${part.showTime}
      @click=${() => part.set({ showTime: !part.showTime })}
    >
      Time
    </button>
    <button
      class="toggle"
      title="Show JSON lines as they were written"
      aria-pressed=${part.asWritten}
      @click=${() => part.set({ asWritten: !part.asWritten })}
    >
      Raw
    </button>
    <button class="toggle" title="Go to a line or a time (Ctrl+G)" @click=${() => part.goTo()}>Go to…</button>
    ${
      state.fitsEditor
        ? html`<button class="toggle" title="Open as a text document" @click=${() => part.openText()}>
            Open as text
          </button>`
        : nothing
    }
    <button class="action" title="Save log…" aria-label="Save log…" @click=${() => part.save()}>
      ${icon('save')}
    </button>
  </div>`;
}

function hostChoice(part: ViewBarPart): TemplateResult {
  const { state, host } = part;
  return html`<select
    class="choice"
    aria-label="Host"
    @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      part.setHost(value === '' ? undefined : Number(value));
    }}
  >
    <option value="" ?selected=${host === undefined}>All hosts</option>
    ${state.hosts.map((name, index) => html`<option value=${index} ?selected=${index === host}>${name}</option>`)}
  </select>`;
}
