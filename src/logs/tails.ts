import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { Failures } from './failures.ts';
import { runTail, type TailEnd } from './tail.ts';
import type { TailTarget } from './tailTarget.ts';
import { TailTerminal } from './tailTerminal.ts';

/** A failure older than this when its tail begins is no news. Milliseconds. */
const news = 60_000;

/** A terminal that is not a tail's own, a task's: VS Code says of it no more than its name. */
export interface ForeignTerminal {
  readonly terminalName: string;
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The open tails: one a job or endpoint. */
export class Tails implements vscode.Disposable {
  readonly #failures: Failures;
  readonly #open = new Map<
    vscode.Terminal,
    { readonly tail: TailTerminal; readonly connection: Connection }
  >();
  /** The last target that was followed in a terminal of this name. */
  readonly #followed = new Map<string, TailTarget>();
  readonly #closing: vscode.Disposable;

  constructor(failures: Failures) {
    this.#failures = failures;
    this.#closing = vscode.window.onDidCloseTerminal((terminal) => {
      this.#open.get(terminal)?.tail.dispose();
      this.#open.delete(terminal);
    });
  }

  targetOf(terminal: vscode.Terminal): TailTarget | undefined {
    return this.#open.get(terminal)?.tail.target ?? this.#followedIn(terminal.name);
  }

  /** Shows the tail of a job or endpoint, a new one unless one is open. */
  show(connection: Connection, target: TailTarget): TailTerminal {
    for (const { tail, connection: at } of this.#open.values()) {
      if (at !== connection || tail.target.kind !== target.kind || tail.target.name !== target.name) continue;
      tail.terminal.show(true);
      return tail;
    }
    this.#failures.clearFor(target.name);
    const tail = new TailTerminal(connection, target);
    this.#open.set(tail.terminal, { tail, connection });
    const began = Date.now();
    void tail.ended.then((end) => this.#ended(tail, end, began));
    tail.terminal.show(true);
    return tail;
  }

  /** Writes a tail as terminal text for a terminal of another; a failure is shown as of any tail. */
  async follow(
    connection: Connection,
    target: TailTarget,
    { terminalName, write, signal }: ForeignTerminal,
  ): Promise<TailEnd> {
    this.#failures.clearFor(target.name);
    this.#followed.set(terminalName, target);
    const end = await runTail(connection, target, write, signal);
    await this.#showFailure(target, end, Date.now(), undefined);
    return end;
  }

  dispose(): void {
    this.#closing.dispose();
    for (const { tail } of this.#open.values()) tail.dispose();
    this.#open.clear();
  }

  /** In a workspace of several folders VS Code adds the folder: `train (project)`. */
  #followedIn(name: string): TailTarget | undefined {
    return this.#followed.get(name) ?? this.#followed.get(name.replace(/ \([^()]*\)$/, ''));
  }

  #ended(tail: TailTerminal, end: TailEnd, began: number): Promise<void> {
    return this.#showFailure(tail.target, end, began, () => tail.terminal.show());
  }

  async #showFailure(
    target: TailTarget,
    { state, traceback }: TailEnd,
    began: number,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    const end = state?.end;
    if (end?.outcome !== 'failed' || (end.at ?? Date.now()) < began - news) return;
    await this.#failures.show(target, end, traceback, showLog);
  }
}
