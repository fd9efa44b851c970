import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LogSearch, LogState } from '../../src/messages/log.ts';
import { icon } from '../components/icons.ts';
import { count } from './numbers.ts';

export interface SearchBarPart {
  readonly state: LogState;
  readonly search: LogSearch;
  readonly onlyFound: boolean;
  /** Which of the finds the search is at, from 1. */
  readonly ordinal: number | undefined;
  change(search: LogSearch): void;
  showOnly(onlyFound: boolean): void;
  find(backwards: boolean): void;
  leave(): void;
}

/** The search: what for, how, and where it is. */
export function searchBar(part: SearchBarPart): TemplateResult {
  const { search, state } = part;
  const problem = state.searchProblem;
  return html`<div class="search" role="search">
    <input
      class="input"
      id="search"
      type="text"
      role="searchbox"
      aria-label="Find in log"
      aria-describedby="search-result"
      aria-invalid=${problem !== undefined}
      placeholder="Find"
      spellcheck="false"
      .value=${live(search.text)}
      @input=${(event: Event) => part.change({ ...search, text: (event.target as HTMLInputElement).value })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') part.find(event.shiftKey);
        else if (event.key === 'Escape') part.leave();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
    ${toggle('Aa', 'Match case', search.matchCase, () => part.change({ ...search, matchCase: !search.matchCase }))}
    ${toggle('.*', 'Use regular expression', search.isRegex, () => part.change({ ...search, isRegex: !search.isRegex }))}
    ${toggle('≡', 'Show only lines that are found', part.onlyFound, () => part.showOnly(!part.onlyFound))}
    <span class="result" id="search-result" role="status">${result(part)}</span>
    <button class="action" title="Previous (Shift+F3)" aria-label="Previous" @click=${() => part.find(true)}>
      ${icon('arrow-up')}
    </button>
    <button class="action" title="Next (F3)" aria-label="Next" @click=${() => part.find(false)}>
      ${icon('arrow-down')}
    </button>
  </div>`;
}

function toggle(text: string, label: string, isOn: boolean, run: () => void): TemplateResult {
  return html`<button class="toggle" title=${label} aria-label=${label} aria-pressed=${isOn} @click=${run}>
    ${text}
  </button>`;
}

function result({ state, search, ordinal }: SearchBarPart): TemplateResult | string | typeof nothing {
  if (state.searchProblem !== undefined)
    return html`<span class="wrong" title=${state.searchProblem}>${state.searchProblem}</span>`;
  if (search.text === '') return nothing;
  const { found, unseen, lines } = state;
  const progress =
    unseen > 0 && lines > 0 ? `, ${Math.floor(((lines - unseen) / lines) * 100)}% searched` : '';
  if (found === 0) return unseen > 0 ? `Searching${progress}` : 'No lines found';
  const place = ordinal === undefined ? '' : `${count(ordinal)} of `;
  return `${place}${count(found)} ${found === 1 ? 'line' : 'lines'}${progress}`;
}
