import { html, type TemplateResult } from 'lit';
import type { InsightsMinutes, InsightsPlace } from '../../src/messages/insights.ts';

export interface ToolbarParts {
  readonly place: InsightsPlace;
  readonly history: readonly string[];
  readonly minutes: InsightsMinutes;
  readonly running: boolean;
  readonly choose: (text: string) => void;
  readonly setMinutes: (minutes: InsightsMinutes) => void;
  readonly run: () => void;
  readonly cancel: () => void;
}

const ranges: readonly (readonly [InsightsMinutes, string])[] = [
  [undefined, 'Since it was created'],
  [15, 'Last 15 minutes'],
  [60, 'Last hour'],
  [360, 'Last 6 hours'],
  [1440, 'Last day'],
  [10_080, 'Last 7 days'],
];
const longestName = 60;

/** What a query begins with, its time range, and the button that runs it. */
export function toolbar(parts: ToolbarParts): TemplateResult {
  const { place, history, minutes, running } = parts;
  return html`<div class="line toolbar">
    ${chooser(
      'Ready-made queries',
      place.samples.map(({ name, text }) => [name, text] as const),
      parts.choose,
    )}
    ${chooser(
      'Run before',
      history.map((text) => [shortened(text), text] as const),
      parts.choose,
    )}
    <select
      class="input"
      aria-label="Time range"
      @change=${({ target }: Event) => {
        const [chosen] = ranges[(target as HTMLSelectElement).selectedIndex] ?? [];
        parts.setMinutes(chosen);
      }}
    >
      ${ranges.map(([value, name]) => html`<option ?selected=${value === minutes}>${name}</option>`)}
    </select>
    <span class="grow"></span>
    ${
      running
        ? html`<vscode-progress-ring aria-label="The query runs"></vscode-progress-ring>
            <vscode-button appearance="secondary" @click=${parts.cancel}>Cancel</vscode-button>`
        : html`<vscode-button @click=${parts.run}>Run query</vscode-button>`
    }
  </div>`;
}

/** A list of texts to take one from; it shows its own name always. */
function chooser(
  name: string,
  texts: readonly (readonly [string, string])[],
  choose: (text: string) => void,
): TemplateResult {
  return html`<select
    class="input"
    aria-label=${name}
    ?disabled=${texts.length === 0}
    @change=${({ target }: Event) => {
      const list = target as HTMLSelectElement;
      const chosen = texts[list.selectedIndex - 1];
      list.selectedIndex = 0;
      if (chosen) choose(chosen[1]);
    }}
  >
    <option selected>${name}…</option>
    ${texts.map(([text]) => html`<option>${text}</option>`)}
  </select>`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
}
