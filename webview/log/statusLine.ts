import { html, nothing, type TemplateResult } from 'lit';
import { formatBytes } from '../../src/analysis/text/bytes.ts';
import type { LogState } from '../../src/messages/log.ts';
import { icon } from '../components/icons.ts';
import { count, linesText } from './numbers.ts';

const followings: Readonly<Record<LogState['following'], string>> = {
  reading: 'reading…',
  following: 'following',
  ended: '',
  failed: '',
};

/** Which log it is, and how much of it there is. */
export function statusLine(state: LogState): TemplateResult {
  const { title, status, place, lines, bytes, rows, following } = state;
  const amount = `${linesText(lines)}, ${formatBytes(bytes)}`;
  const parts = [
    status,
    place,
    rows === lines ? amount : `${count(rows)} of ${amount}`,
    followings[following],
  ].filter((part) => part !== undefined && part !== '');
  return html`<footer>
    <strong>${title}</strong>
    ${parts.map((part) => html`<span>${part}</span>`)}
    ${
      state.trouble === undefined
        ? nothing
        : html`<span class="trouble" role="status"
            >${icon(following === 'failed' ? 'error' : 'info')} ${state.trouble}</span
          >`
    }
  </footer>`;
}
