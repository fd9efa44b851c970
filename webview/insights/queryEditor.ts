import { html, nothing, type TemplateResult } from 'lit';
import type { InsightsMistake } from '../../src/messages/insights.ts';
import { icon } from '../components/icons.ts';

export interface EditorParts {
  readonly text: string;
  readonly mistake: InsightsMistake | undefined;
  readonly change: (text: string) => void;
  readonly run: () => void;
}

/** Where the query is written, with what is wrong with it below. */
export function queryEditor({ text, mistake, change, run }: EditorParts): TemplateResult {
  const lines = Math.min(14, Math.max(4, text.split('\n').length + 1));
  return html`<label for="query" class="unseen">Query</label>
    <textarea
      id="query"
      class="input code"
      rows=${lines}
      spellcheck="false"
      autocomplete="off"
      aria-invalid=${mistake !== undefined}
      aria-describedby=${mistake ? 'mistake' : nothing}
      .value=${text}
      @input=${({ target }: Event) => change((target as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        run();
      }}
    ></textarea>
    ${mistake ? mistakeIn(text, mistake) : nothing}`;
}

/** The line that is wrong, its place marked, and why. */
function mistakeIn(text: string, { message, start, end }: InsightsMistake): TemplateResult {
  const at = Math.min(start, text.length);
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const next = text.indexOf('\n', at);
  const to = next < 0 ? text.length : next;
  const until = Math.min(Math.max(end, at + 1), to);
  const line = text.slice(0, at).split('\n').length;
  const marked = text.slice(at, until);
  return html`<div id="mistake" class="mistake" role="alert">
    <p class="problem error">
      ${icon('error')}<span>Line ${line}, column ${at - from + 1}: ${message}</span>
    </p>
    <pre>${text.slice(from, at)}<mark>${marked === '' ? ' ' : marked}</mark>${text.slice(until, to)}</pre>
  </div>`;
}
