import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { runTail, type TailEnd } from './tail.ts';
import type { TailTarget } from './tailTarget.ts';

const interrupt = '\u0003';

/** A tail in a terminal: it stays readable after the end, and closing it ends the tail. */
export class TailTerminal implements vscode.Disposable {
  readonly target: TailTarget;
  readonly terminal: vscode.Terminal;
  /** Settles when the tail is over; never rejects. */
  readonly ended: Promise<TailEnd>;
  readonly #controller = new AbortController();
  readonly #output = new vscode.EventEmitter<string>();

  constructor(connection: Connection, target: TailTarget) {
    this.target = target;
    const opened = Promise.withResolvers<undefined>();
    this.ended = opened.promise.then(() =>
      runTail(connection, target, (text) => this.#output.fire(text), this.#controller.signal),
    );
    this.terminal = vscode.window.createTerminal({
      name: target.name,
      iconPath: new vscode.ThemeIcon(target.kind === 'endpoint' ? 'radio-tower' : 'output'),
      // A reload cannot bring a tail back; the command opens it again, from the beginning.
      isTransient: true,
      pty: {
        onDidWrite: this.#output.event,
        open: () => opened.resolve(undefined),
        close: () => this.#controller.abort(),
        handleInput: (data: string) => {
          if (data === interrupt) this.#controller.abort();
        },
      },
    });
  }

  dispose(): void {
    this.#controller.abort();
    this.terminal.dispose();
    this.#output.dispose();
  }
}
