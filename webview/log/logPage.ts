import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { LogChannel, LogLook, LogPosition, LogSearch, LogState } from '../../src/messages/log.ts';
import type { AnswerOf, InputOf, RequestName } from '../../src/messages/channel.ts';
import { Host } from '../components/host.ts';
import { icon } from '../components/icons.ts';
import { goToBar } from './goToBar.ts';
import type { LogList } from './logList.ts';
import { linesText } from './numbers.ts';
import { markerOf } from './pieces.ts';
import { RowCache } from './rowCache.ts';
import type { RowSelection } from './rowSelection.ts';
import { searchBar } from './searchBar.ts';
import { statusLine } from './statusLine.ts';
import { placeIn } from './times.ts';
import { viewBar } from './viewBar.ts';

/** Typing is over when nothing was typed for so long. Milliseconds. */
const typingPause = 150;

interface Kept {
  readonly showTime: boolean;
}

/** The log page: draws the rows in sight, and asks the extension for everything else. */
@customElement('log-page')
export class LogPage extends LitElement {
  readonly #host = new Host<LogChannel>();
  readonly #cache = new RowCache(
    (from, count) => this.#fetch(from, count),
    () => this.#drawRows(),
  );
  @state() accessor #state: LogState | undefined;
  @state() accessor #search: LogSearch = { text: '', isRegex: false, matchCase: false };
  @state() accessor #leastLevel = 0;
  @state() accessor #onlyHost: number | undefined;
  @state() accessor #onlyFound = false;
  @state() accessor #at: LogPosition | undefined;
  @state() accessor #showTime = keptOf(this.#host.kept).showTime;
  @state() accessor #goTo: { readonly problem: string | undefined } | undefined;
  @state() accessor #notice: string | undefined;
  @state() accessor #failure: string | undefined;
  #typing: number | undefined;
  /** Each search that is begun; answers to those before are of no interest. */
  #searches = 0;

  constructor() {
    super();
    this.#host.on('state', (next) => this.#take(next));
    addEventListener('keydown', (event) => this.#key(event), { capture: true });
    this.#host.ready();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const log = this.#state;
    if (!log) return html`<p class="empty" role="status">Opening the log…</p>`;
    return html`
      <header>
        ${searchBar({
          state: log,
          search: this.#search,
          onlyFound: this.#onlyFound,
          ordinal: this.#at?.ordinal,
          change: (search) => this.#searchFor(search),
          showOnly: (onlyFound) => {
            this.#onlyFound = onlyFound;
            void this.#look();
          },
          find: (backwards) => void this.#find(backwards),
          leave: () => this.#leaveSearch(),
        })}
        ${viewBar({
          state: log,
          leastLevel: this.#leastLevel,
          host: this.#onlyHost,
          showTime: this.#showTime,
          setLevel: (least) => {
            this.#leastLevel = least;
            void this.#look();
          },
          setHost: (host) => {
            this.#onlyHost = host;
            void this.#look();
          },
          setTime: (showTime) => {
            this.#showTime = showTime;
            this.#host.keep({ showTime } satisfies Kept);
          },
          goTo: () => this.#askWhere(),
          openText: () => void this.#ask('openText', undefined),
          save: () => void this.#ask('save', undefined),
        })}
      </header>
      ${
        this.#goTo
          ? goToBar({
              problem: this.#goTo.problem,
              go: (text) => void this.#goToPlace(text),
              leave: () => this.#leaveGoTo(),
            })
          : nothing
      }
      ${
        this.#failure === undefined
          ? nothing
          : html`<div class="notice error" role="alert">${icon('error')}<span>${this.#failure}</span></div>`
      }
      <main>
        ${log.rows === 0 ? html`<p class="empty" role="status">${emptyText(log)}</p>` : nothing}
        <log-list
          .cache=${this.#cache}
          .total=${log.rows}
          .unseen=${log.unseen}
          .hosts=${log.hosts}
          .marker=${markerOf(log.look.search)}
          .showTime=${this.#showTime}
          .label=${`Log of ${log.title}`}
          .current=${this.#at?.line}
          @copy-rows=${({ detail }: CustomEvent<RowSelection>) => void this.#copy(detail)}
          @follow-link=${({ detail }: CustomEvent<InputOf<LogChannel, 'openLink'>>) =>
            void this.#ask('openLink', detail)}
          @open-row=${({ detail }: CustomEvent<number>) => void this.#ask('openLine', { line: detail })}
        ></log-list>
      </main>
      ${statusLine(log)}
      <div class="unseen" role="status">${this.#notice ?? nothing}</div>
    `;
  }

  get #list(): LogList | null {
    return this.querySelector('log-list');
  }

  #take(next: LogState): void {
    const before = this.#state;
    if (before && before.generation !== next.generation) this.#cache.clear();
    this.#state = next;
  }

  async #fetch(from: number, count: number): ReturnType<ConstructorParameters<typeof RowCache>[0]> {
    const generation = this.#state?.generation ?? 0;
    const answer = await this.#ask('rows', { from, count, generation });
    return answer?.generation === this.#state?.generation ? answer : undefined;
  }

  #drawRows(): void {
    this.#list?.requestUpdate();
  }

  #searchFor(search: LogSearch): void {
    this.#search = search;
    this.#at = undefined;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#beginSearch(), typingPause);
  }

  /** Looks for the first find from where one is. */
  async #beginSearch(): Promise<void> {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    const row = this.#list?.first ?? 0;
    const line = this.#cache.row(row)?.line ?? 0;
    await this.#look();
    if (this.#search.text !== '') await this.#goToFind(line, false);
  }

  async #look(): Promise<void> {
    const search = this.#search.text === '' ? undefined : this.#search;
    const look: LogLook = {
      leastLevel: this.#leastLevel,
      host: this.#onlyHost,
      search,
      onlyFound: this.#onlyFound && search !== undefined,
    };
    // What was found is marked in rows: those that are there do not know of it yet.
    this.#cache.clear();
    await this.#ask('look', look);
    this.#drawRows();
  }

  async #find(backwards: boolean): Promise<void> {
    if (this.#search.text === '') {
      this.querySelector<HTMLElement>('#search')?.focus();
      return;
    }
    if (this.#typing !== undefined) return this.#beginSearch();
    const row = this.#list?.active ?? 0;
    const line = this.#at?.line ?? this.#cache.row(row)?.line ?? 0;
    await this.#goToFind(backwards ? line - 1 : line + 1, backwards);
  }

  async #goToFind(line: number, backwards: boolean): Promise<void> {
    const search = (this.#searches += 1);
    const found = await this.#ask('find', { line, backwards });
    if (search !== this.#searches) return;
    this.#at = found;
    if (!found) return;
    // The row may be one that the page has not been told of.
    await this.#until(() => (this.#state?.rows ?? 0) > found.row);
    this.#list?.goTo(found.row);
  }

  async #until(is: () => boolean): Promise<void> {
    for (let tries = 0; tries < 100 && !is(); tries += 1) await new Promise((wake) => setTimeout(wake, 50));
  }

  #leaveSearch(): void {
    this.querySelector<HTMLElement>('.scroller')?.focus();
  }

  #askWhere(): void {
    this.#goTo = { problem: undefined };
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#go-to')?.focus());
  }

  #leaveGoTo(): void {
    this.#goTo = undefined;
    this.querySelector<HTMLElement>('.scroller')?.focus();
  }

  async #goToPlace(text: string): Promise<void> {
    const place = placeIn(text, this.#state?.firstTime);
    if (!place) {
      this.#goTo = { problem: 'Neither a line number nor a time.' };
      return;
    }
    const row = await this.#ask('rowOf', place);
    if (row === undefined) return;
    this.#leaveGoTo();
    this.#list?.goTo(row);
  }

  async #copy({ from, to }: RowSelection): Promise<void> {
    const copied = await this.#ask('copy', { from, to, withPrefix: this.#showTime });
    if (copied !== undefined) this.#notice = `${linesText(copied)} copied`;
  }

  #key(event: KeyboardEvent): void {
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (control && key === 'f') {
      const input = this.querySelector<HTMLInputElement>('#search');
      input?.focus();
      input?.select();
    } else if (control && key === 'g') this.#askWhere();
    else if (event.key === 'F3') void this.#find(event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #ask<Name extends RequestName<LogChannel>>(
    name: Name,
    input: InputOf<LogChannel, Name>,
  ): Promise<AnswerOf<LogChannel, Name> | undefined> {
    try {
      const answer = await this.#host.request(name, input);
      if (name !== 'rows') this.#failure = undefined;
      return answer;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
}

function emptyText({ lines, unseen, following, look }: LogState): string {
  if (lines === 0)
    return following === 'ended' || following === 'failed' ? 'Nothing was written.' : 'There is no line yet.';
  if (unseen > 0) return 'Searching…';
  return look.onlyFound ? 'No line is found.' : 'No line is of this level and host.';
}

function keptOf(kept: unknown): Kept {
  const showTime = typeof kept === 'object' && kept !== null && 'showTime' in kept && kept.showTime === true;
  return { showTime };
}
