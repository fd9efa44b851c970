import * as vscode from 'vscode';
import { explain } from './explain.ts';
import { helpCommands } from './helpCommands.ts';
import type { Log } from './log.ts';
import { plainMessage } from './plainMessage.ts';
import { sentence } from './sentence.ts';

/** A button of an error message. */
export interface ErrorAction {
  readonly title: string;
  run(): unknown;
}

/**
 * Tells the user that what he asked for did not work, and logs it in full. Silent when he cancelled it himself.
 * @param doing what was tried, to which resource, as in `Delete endpoint "penguins"`.
 */
export async function showError(
  log: Log,
  doing: string,
  error: unknown,
  actions: readonly ErrorAction[] = [],
): Promise<void> {
  const { reason, message, advice, help } = explain(error);
  if (reason === 'cancelled') return;
  log.error(doing, error);
  const showLog: ErrorAction = { title: 'Show log', run: () => log.show() };
  const text = plainMessage([`${doing}: ${sentence(message)}`, advice].filter(Boolean).join(' '));
  const helping = help.map((name): ErrorAction => {
    const { title, id } = helpCommands[name];
    return { title, run: () => vscode.commands.executeCommand(id) };
  });
  const offered = [...actions, ...helping, showLog];
  const chosen = await vscode.window.showErrorMessage(text, ...offered.map(({ title }) => title));
  await offered.find(({ title }) => title === chosen)?.run();
}
