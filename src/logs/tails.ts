import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { Failures } from './failures.ts';
import { runTail, type TailEnd } from './tail.ts';
import type { TailTarget } from './tailTarget.ts';
import { TailTerminal } from './tailTerminal.ts';

/** A failure older than this when its tail begins is no news. Milliseconds. */
const news = 60_000;

/** The open tails: one a job or endpoint. */
export class Tails implements vscode.Disposable {
  readonly #failures: Failures;
  readonly #open = new Map<
    vscode.Terminal,
    { readonly tail: TailTerminal; readonly connection: Connection }
  >();
  readonly #closing: vscode.Disposable;

  constructor(failures: Failures) {
    this.#failures = failures;
    this.#closing = vscode.window.onDidCloseTerminal((terminal) => {
      this.#open.get(terminal)?.tail.dispose();
      this.#open.delete(terminal);
    });
  }

  targetOf(terminal: vscode.Terminal): TailTarget | undefined {
    return this.#open.get(terminal)?.tail.target;
  }

  /** Shows the tail of a job or endpoint, a new one unless one is open. */
  show(connection: Connection, target: TailTarget): TailTerminal {
    for (const { tail, connection: at } of this.#open.values()) {
      if (at !== connection || tail.target.kind !== target.kind || tail.target.name !== target.name) continue;
      tail.terminal.show(true);
      return tail;
    }
    const tail = new TailTerminal(connection, target);
    this.#open.set(tail.terminal, { tail, connection });
    const began = Date.now();
    void tail.ended.then((end) =>
      this.#showFailure(connection, target, end, began, () => tail.terminal.show()),
    );
    tail.terminal.show(true);
    return tail;
  }

  /** Writes a tail as terminal text for a terminal of another; a failure is shown as of any tail. */
  async follow(
    connection: Connection,
    target: TailTarget,
    write: (text: string) => void,
    signal: AbortSignal,
  ): Promise<TailEnd> {
    const end = await runTail(connection, target, write, signal);
    await this.#showFailure(connection, target, end, Date.now(), undefined);
    return end;
  }

  dispose(): void {
    this.#closing.dispose();
    for (const { tail } of this.#open.values()) tail.dispose();
    this.#open.clear();
  }

  async #showFailure(
    connection: Connection,
    target: TailTarget,
    { state }: TailEnd,
    began: number,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    const end = state?.end;
    if (!end || (end.at ?? Date.now()) < began - news) return;
    await this.#failures.show(connection, target, end, showLog);
  }
}
