import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { contextKeys } from '../manifest/views.ts';
import type { TerminalLines } from '../platform/terminalLines.ts';
import type { TerminalSize } from '../platform/terminalSize.ts';
import type { Failures } from './failures.ts';
import type { ProgressWatch } from './progress/progressWatch.ts';
import type { TailEnd } from './tail.ts';
import { sameLog } from './targetArgument.ts';
import type { TailKey } from './tailKeys.ts';
import type { TailTarget } from './tailTarget.ts';
import type { TailTerminal } from './tailTerminal.ts';
import type { Rates } from '../catalog/prices/cost.ts';

const loadOpenTail = () => import('./openTail.ts');

/** A failure older than this when its tail begins is no news. Milliseconds. */
const news = 60_000;

/** A terminal that is not a tail's own, a task's: VS Code says of it no more than its name. */
export interface ForeignTerminal {
  readonly terminalName: string;
  readonly size: TerminalSize;
  /** What it says itself. */
  readonly aside: TerminalLines;
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The open tails: one a job or endpoint. */
export class Tails implements vscode.Disposable {
  readonly #failures: Failures;
  readonly #rates: Rates;
  readonly #open = new Map<
    vscode.Terminal,
    { readonly tail: TailTerminal; readonly connection: Connection }
  >();
  /** The last target that was followed in a terminal of this name. */
  readonly #followed = new Map<string, TailTarget>();
  readonly #listeners: vscode.Disposable;
  #progress: ProgressWatch | undefined;
  /** Runs the command of a key that was pressed in a tail. */
  onKey: (tail: TailTerminal, key: TailKey) => void = () => undefined;

  constructor(failures: Failures, rates: Rates) {
    this.#failures = failures;
    this.#rates = rates;
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidCloseTerminal((terminal) => {
        this.#open.get(terminal)?.tail.dispose();
        this.#open.delete(terminal);
      }),
      vscode.window.onDidChangeActiveTerminal(() => this.#tellMenus()),
    );
  }

  /** From now on what tails show is read for progress too, and their terminals are named with it. */
  tellProgress(progress: ProgressWatch): vscode.Disposable {
    this.#progress = progress;
    return progress.onDidChange((name) => {
      for (const tail of this.all)
        if (tail.target.name === name)
          tail.nameWith(tail.following ? progress.known(tail.target) : undefined);
    });
  }

  /** The open tails, oldest first. */
  get all(): readonly TailTerminal[] {
    return [...this.#open.values()].map(({ tail }) => tail);
  }

  /** The tail of a terminal. */
  of(terminal: vscode.Terminal | undefined): TailTerminal | undefined {
    return terminal && this.#open.get(terminal)?.tail;
  }

  targetOf(terminal: vscode.Terminal): TailTarget | undefined {
    return this.of(terminal)?.target ?? this.#followedIn(terminal.name);
  }

  /** Shows the tail of a job or endpoint: one that is open, unless it is to begin elsewhere, else a new one. */
  async show(connection: Connection, target: TailTarget): Promise<TailTerminal> {
    const { TailTerminal } = await loadOpenTail();
    // Nothing is waited for from here on: two that ask at once get the same.
    for (const { tail, connection: at } of this.#open.values()) {
      if (at !== connection || !sameLog(tail.target, target)) continue;
      if (target.from === undefined) {
        tail.terminal.show(true);
        return tail;
      }
      tail.terminal.dispose();
    }
    const tail: TailTerminal = new TailTerminal(connection, target, {
      onKey: (key) => this.onKey(tail, key),
      onChange: () => this.#tellMenus(),
      feed: () => this.#progress?.feed(connection, target),
      rates: this.#rates,
    });
    this.#open.set(tail.terminal, { tail, connection });
    const began = Date.now();
    void tail.ended.then((end) =>
      this.#showFailure(connection, target, end, began, () => tail.terminal.show()),
    );
    tail.terminal.show(true);
    return tail;
  }

  /** Goes on with a tail that was stopped. */
  async resume(tail: TailTerminal): Promise<TailEnd | undefined> {
    const connection = this.#open.get(tail.terminal)?.connection;
    const began = Date.now();
    const end = await tail.resume();
    if (end && connection)
      await this.#showFailure(connection, tail.target, end, began, () => tail.terminal.show());
    return end;
  }

  /** What a command changed in a tail is seen by menus too. */
  changed(): void {
    this.#tellMenus();
  }

  /** Writes a tail as terminal text for a terminal of another; a failure is shown as of any tail. */
  async follow(
    connection: Connection,
    target: TailTarget,
    { terminalName, size, aside, write, signal }: ForeignTerminal,
  ): Promise<TailEnd> {
    this.#followed.set(terminalName, target);
    const { runTail } = await loadOpenTail();
    const began = Date.now();
    const progress = this.#progress?.feed(connection, target);
    const options = { progress, size, aside, rates: this.#rates };
    const end = await runTail(connection, target, write, signal, options);
    await this.#showFailure(connection, target, end, began, undefined);
    return end;
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const { tail } of this.#open.values()) tail.dispose();
    this.#open.clear();
  }

  #tellMenus(): void {
    const tail = this.of(vscode.window.activeTerminal);
    const state = tail && (tail.following ? 'following' : tail.over ? 'over' : 'ended');
    const filtered = tail !== undefined && (tail.writer.view.filter ?? tail.writer.view.host) !== undefined;
    void vscode.commands.executeCommand('setContext', contextKeys.tail, state);
    void vscode.commands.executeCommand('setContext', contextKeys.tailFiltered, filtered);
  }

  /** In a workspace of several folders VS Code adds the folder: `train (project)`. */
  #followedIn(name: string): TailTarget | undefined {
    return this.#followed.get(name) ?? this.#followed.get(name.replace(/ \([^()]*\)$/, ''));
  }

  async #showFailure(
    connection: Connection,
    target: TailTarget,
    { state }: TailEnd,
    began: number,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    const end = state?.end;
    // Not all kinds say when they ended; what is as young as this tail failed just now.
    const at = end?.at ?? state?.created ?? began;
    if (!end || at < began - news) return;
    await this.#failures.show(connection, target, end, showLog);
  }
}
