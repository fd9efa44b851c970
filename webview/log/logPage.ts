import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { InputOf } from '../../src/messages/channel.ts';
import type { LogChannel, LogState } from '../../src/messages/log.ts';
import { Host } from '../components/host.ts';
import { Requests } from '../components/requests.ts';
import { goToBar } from './goToBar.ts';
import { LogFinder } from './logFinder.ts';
import type { LogList } from './logList.ts';
import { linesText } from './numbers.ts';
import { markerOf } from './pieces.ts';
import { RowCache } from './rowCache.ts';
import type { RowSelection } from './rowSelection.ts';
import { searchBar } from './searchBar.ts';
import { statusLine } from './statusLine.ts';
import { placeIn } from './times.ts';
import { viewBar } from './viewBar.ts';

interface Kept {
  readonly showTime: boolean;
  readonly asWritten: boolean;
}

/** The log page: draws the rows in sight, and asks the extension for everything else. */
@customElement('log-page')
export class LogPage extends LitElement {
  readonly #host = new Host<LogChannel>();
  readonly #requests = new Requests(this, this.#host);
  readonly #cache = new RowCache(
    (from, count) => this.#fetch(from, count),
    () => this.#list?.requestUpdate(),
  );
  @state() accessor #state: LogState | undefined;
  @state() accessor #kept = keptOf(this.#host.kept);
  @state() accessor #goTo: { readonly problem: string | undefined } | undefined;
  @state() accessor #notice: string | undefined;
  readonly #finder = new LogFinder({
    look: (look) => this.#requests.ask('look', look),
    find: (from) => this.#requests.ask('find', from),
    cache: this.#cache,
    list: () => this.#list,
    rows: () => this.#state?.rows ?? 0,
    changed: () => this.requestUpdate(),
  });

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
    const { at } = this.#finder;
    const { leastLevel, host, onlyFound } = this.#finder.filter;
    return html`
      <header>
        ${searchBar({
          state: log,
          search: this.#finder.search,
          onlyFound,
          ordinal: at?.ordinal,
          change: (search) => this.#finder.searchFor(search),
          showOnly: (only) => this.#finder.show({ onlyFound: only }),
          find: (backwards) => this.#find(backwards),
          leave: () => this.#leaveSearch(),
        })}
        ${viewBar({
          state: log,
          leastLevel,
          host,
          ...this.#kept,
          setLevel: (least) => this.#finder.show({ leastLevel: least }),
          setHost: (one) => this.#finder.show({ host: one }),
          set: (change) => {
            this.#kept = { ...this.#kept, ...change };
            this.#host.keep(this.#kept);
          },
          goTo: () => this.#askWhere(),
          openText: () => void this.#requests.ask('openText', undefined),
          save: () => void this.#requests.ask('save', undefined),
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
      ${this.#requests.bar()}
      <main>
        ${log.rows === 0 ? html`<p class="empty" role="status">${emptyText(log)}</p>` : nothing}
        <log-list
          .cache=${this.#cache}
          .total=${log.rows}
          .unseen=${log.unseen}
          .hosts=${log.hosts}
          .marker=${markerOf(log.look.search)}
          .showTime=${this.#kept.showTime}
          .asWritten=${this.#kept.asWritten}
          .label=${`Log of ${log.title}`}
          .current=${at?.line}
          @copy-rows=${({ detail }: CustomEvent<RowSelection>) => void this.#copy(detail)}
          @follow-link=${({ detail }: CustomEvent<InputOf<LogChannel, 'openLink'>>) =>
            void this.#requests.ask('openLink', detail)}
          @open-row=${({ detail }: CustomEvent<number>) => void this.#requests.ask('openLine', { line: detail })}
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
    const answer = await this.#requests.askAside('rows', { from, count, generation });
    return answer?.generation === this.#state?.generation ? answer : undefined;
  }

  #find(backwards: boolean): void {
    if (this.#finder.search.text === '') this.querySelector<HTMLElement>('#search')?.focus();
    else void this.#finder.find(backwards);
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
    const row = await this.#requests.ask('rowOf', place);
    if (row === undefined) return;
    this.#leaveGoTo();
    this.#list?.goTo(row);
  }

  async #copy({ from, to }: RowSelection): Promise<void> {
    const { showTime: withPrefix, asWritten } = this.#kept;
    const copied = await this.#requests.ask('copy', { from, to, withPrefix, asWritten });
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
    else if (event.key === 'F3') this.#find(event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function emptyText({ lines, unseen, following, look }: LogState): string {
  if (lines === 0)
    return following === 'ended' || following === 'failed' ? 'Nothing was written.' : 'There is no line yet.';
  if (unseen > 0) return 'Searching…';
  return look.onlyFound ? 'No line is found.' : 'No line is of this level and host.';
}

function keptOf(kept: unknown): Kept {
  const has = (name: keyof Kept): boolean =>
    typeof kept === 'object' && kept !== null && (kept as Partial<Record<string, unknown>>)[name] === true;
  return { showTime: has('showTime'), asWritten: has('asWritten') };
}
