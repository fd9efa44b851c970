import * as vscode from 'vscode';
import type { CommandId } from '../manifest/commands.ts';
import type { Log } from './log.ts';
import { showError } from './showError.ts';

/** A command as the code needs it: its id, and the title that an error message starts with. */
export interface RegisteredCommand {
  readonly id: CommandId;
  readonly title: string;
}

/** Registers commands so that none fails in silence. */
export class CommandRegistry {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * @param handler gets what VS Code passes: a tree node, a file's URI, nothing from the palette. What it throws is shown
   * and logged once; thrown on, VS Code would show a second, poorer message. `executeCommand` then answers `undefined`.
   */
  register(command: RegisteredCommand, handler: (...args: unknown[]) => unknown): vscode.Disposable {
    return vscode.commands.registerCommand(command.id, async (...args: unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        // Not awaited: the message stays up until someone closes it, and the caller must not hang on that.
        void showError(this.#log, command.title.replace(/…$/, ''), error);
        return undefined;
      }
    });
  }
}
