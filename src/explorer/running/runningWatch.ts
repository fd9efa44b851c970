import * as vscode from 'vscode';
import type { ResourceKind } from '../../catalog/kind.ts';
import type { Prices } from '../../catalog/prices/prices.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { Disposables } from '../../platform/disposables.ts';
import { isCancellation } from '../../platform/explain.ts';
import type { Log } from '../../platform/log.ts';
import { RunningModel } from './runningModel.ts';
import type { RunningNow } from './runningRow.ts';

/** Milliseconds between looks while the view is seen: at what changes by itself, and at everything. */
const pace = { here: { busy: 2000, all: 10_000 }, aws: { busy: 10_000, all: 60_000 } };

type Which = (kind: ResourceKind) => boolean;
const all: Which = () => true;

/**
 * Looks at what runs: when the view is seen, after this window has changed something, when the user comes back, and at a
 * steady pace between. While the view is hidden it asks nothing at all.
 */
export class RunningWatch extends Disposables {
  readonly #connections: ConnectionService;
  readonly #prices: Prices;
  readonly #log: Log;
  readonly #found = this.add(new vscode.EventEmitter<RunningNow | undefined>());
  #model: { readonly connection: Connection; readonly model: RunningModel } | undefined;
  #visible = false;
  #looking: Promise<void> | undefined;
  #again: Which | undefined;
  #timer: NodeJS.Timeout | undefined;
  #allAt = 0;
  #abort = new AbortController();
  /** What a look has found; undefined when what was known belongs to another connection. */
  readonly onDidFind = this.#found.event;

  constructor(connections: ConnectionService, prices: Prices, log: Log) {
    super();
    this.#connections = connections;
    this.#prices = prices;
    this.#log = log;
    this.add(connections.onDidChange(() => this.#forget()));
    this.add(connections.onDidWrite((operation) => this.#afterWrite(operation)));
    this.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.look()));
    this.add({ dispose: () => this.#rest() });
  }

  /** Tells whether anybody looks at the view. */
  seen(visible: boolean): void {
    this.#visible = visible;
    if (visible) void this.look();
    else this.#rest();
  }

  /** Looks for somebody who waits for it, unless a look is under way already; then waits for that. */
  async firstLook(): Promise<void> {
    await (this.#looking ?? this.#begin(all, true));
  }

  /** Looks now, or after the look under way, and waits for that. Nothing happens while nobody looks. */
  async look(which: Which = all, insist = false): Promise<void> {
    if (!this.#visible) return;
    if (this.#looking) {
      const before = this.#again;
      this.#again = before ? (kind) => before(kind) || which(kind) : which;
      return this.#looking;
    }
    await this.#begin(which, insist);
  }

  #begin(which: Which, insist: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#looking = this.#lookUntilQuiet(which, insist).finally(() => {
      this.#looking = undefined;
      this.#schedule();
    });
    return this.#looking;
  }

  async #lookUntilQuiet(first: Which, insist: boolean): Promise<void> {
    this.#again = undefined;
    await this.#lookOnce(first, insist);
    for (let next = this.#again as Which | undefined; next && this.#visible; next = this.#again) {
      this.#again = undefined;
      await this.#lookOnce(next, insist);
    }
  }

  async #lookOnce(which: Which, insist: boolean): Promise<void> {
    let signal = this.#abort.signal;
    try {
      const connection = await this.#connections.connect();
      // Connecting itself is a change that ends what was under way before it.
      signal = this.#abort.signal;
      const model = this.#modelOf(connection);
      const now = await model.look(which, insist, signal);
      if (which === all) this.#allAt = Date.now();
      if (!signal.aborted && this.#model?.model === model) this.#found.fire(now);
    } catch (error) {
      // Why there is no connection is said by the Resources view and the status bar.
      if (signal.aborted || isCancellation(error) || this.#connections.state.kind !== 'connected') return;
      this.#log.error('Look at what is running', error);
    }
  }

  #modelOf(connection: Connection): RunningModel {
    if (this.#model?.connection !== connection) {
      this.#model = { connection, model: new RunningModel(connection, this.#prices) };
    }
    return this.#model.model;
  }

  #schedule(): void {
    const known = this.#model;
    if (this.#timer || !this.#visible || !known || this.#connections.state.kind !== 'connected') return;
    const { busy, all: everything } = known.connection.billed ? pace.aws : pace.here;
    const untilAll = Math.max(0, this.#allAt + everything - Date.now());
    const busyKinds = new Set(known.model.busyKinds());
    const soon = busyKinds.size > 0 && busy < untilAll;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.look(soon ? (kind) => busyKinds.has(kind) : all);
      },
      soon ? busy : untilAll,
    );
  }

  /** `CreateTrainingJob` has changed the training jobs; what fits no kind may have changed any. */
  #afterWrite(operation: string): void {
    const subject = operation.replace(/^[A-Z][a-z]+/, '').toLowerCase();
    void this.look(
      (kind) => kind.id.toLowerCase() === subject || kind.singular.replaceAll(' ', '') === subject,
    );
  }

  #forget(): void {
    this.#rest();
    const { state } = this.#connections;
    if (state.kind === 'connecting') return;
    this.#model = undefined;
    this.#allAt = 0;
    this.#found.fire(undefined);
  }

  /** What is under way is given up. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}
