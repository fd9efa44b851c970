import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { formatBytes } from '../../src/analysis/text/bytes.ts';
import type { LogRow } from '../../src/messages/log.ts';
import type { Paint } from './ansi.ts';
import { count } from './numbers.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { shownLine } from './shownLine.ts';
import { timeText } from './times.ts';

export interface RowView {
  readonly row: number;
  readonly total: number;
  /** Of the largest number. */
  readonly digits: number;
  readonly hosts: readonly string[];
  readonly showTime: boolean;
  /** Structured lines, too, are shown as they were written. */
  readonly asWritten: boolean;
  readonly marker: RegExp | undefined;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** The line in which the search is at. */
  readonly current: number | undefined;
  open(line: number): void;
  follow(line: number, link: number, isReadable: boolean): void;
}

const levels = ['', 'trace', 'debug', 'info', 'warning', 'error', 'critical'];
/** Colours that keep apart; red is for errors. */
const hostColours = [6, 5, 4, 3, 2, 14, 13, 12, 11, 10];

/** One row; an empty one until its line has come. */
export function logRow(line: LogRow | undefined, view: RowView): TemplateResult {
  const level = levels[line?.level ?? 0] ?? '';
  const classes = [
    'row',
    level === '' ? '' : `level-${level}`,
    view.isActive ? 'active' : '',
    view.isSelected ? 'selected' : '',
    line && line.line === view.current ? 'current' : '',
  ];
  return html`<div
    class=${classes.filter((one) => one !== '').join(' ')}
    id=${`row-${view.row}`}
    data-row=${view.row}
    role="option"
    aria-selected=${view.isSelected}
    aria-setsize=${view.total}
    aria-posinset=${view.row + 1}
  >
    ${line ? content(line, view) : nothing}
  </div>`;
}

function content(line: LogRow, view: RowView): TemplateResult {
  const { digits, hosts, showTime, asWritten, marker } = view;
  const { text, links, isReadable } = shownLine(line, asWritten, marker);
  const host = hosts[line.host] ?? '';
  return html`<span class="number" style="min-width: calc(${digits}ch + 16px)">${count(line.line + 1)}</span
    >${showTime ? html`<time title=${timeText(line.time, true)}>${timeText(line.time)}</time>` : nothing}${
      hosts.length > 1
        ? html`<span class="host fg-${hostColours[hostNumber(host, line.host) % hostColours.length] ?? 6}"
            >${host}</span
          >`
        : nothing
    }<span class="text"
      >${piecesOf(text, links, line.found ? marker : undefined).map((one) => linked(one, (link) => view.follow(line.line, link, isReadable)))}</span
    >${
      line.cutFrom === undefined
        ? nothing
        : html`<span class="cut" title="Enter does the same" @click=${() => view.open(line.line)}
            >… ${formatBytes(line.cutFrom)}: open the whole line</span
          >`
    }`;
}

function hostNumber(host: string, index: number): number {
  const number = /^algo-(\d+)$/.exec(host)?.[1];
  return number === undefined ? index : Number(number) - 1;
}

function linked(one: Piece, follow: (link: number) => void): TemplateResult | string {
  const { link } = one;
  if (link === undefined) return piece(one);
  return html`<span class="link" title="Enter follows a row’s first link" @click=${() => follow(link)}
    >${piece(one)}</span
  >`;
}

function piece({ text, paint, isFound }: Piece): TemplateResult | string {
  const classes = classesOf(paint);
  const { textColour, groundColour } = paint;
  if (classes === '' && textColour === undefined && groundColour === undefined)
    return isFound ? html`<mark>${text}</mark>` : text;
  const style = [
    textColour === undefined ? '' : `color: ${textColour}`,
    groundColour === undefined ? '' : `background: ${groundColour}`,
  ].filter((one) => one !== '');
  const painted = html`<span
    class=${classes}
    style=${ifDefined(style.length > 0 ? style.join('; ') : undefined)}
    >${text}</span
  >`;
  return isFound ? html`<mark>${painted}</mark>` : painted;
}

const classesOf = ({ text, ground, marks }: Paint): string =>
  [text, ground, ...marks].filter((one) => one !== undefined).join(' ');
