import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { chooseTail } from './commands/chooseTail.ts';
import { keysHelp, type TailKey } from './tailKeys.ts';
import type { Tails } from './tails.ts';
import type { TailTerminal } from './tailTerminal.ts';
import { sayInformation } from '../platform/say.ts';

const loadActs = () => import('./tailActs.ts');

/** "Tail Logs", and what can be done with a tail that is open: by command, by menu, and by the keys of its terminal. */
export function registerTails(
  registry: CommandRegistry,
  connections: ConnectionService,
  tails: Tails,
): Disposables {
  const parts = new Disposables();
  const on = (
    command: Parameters<typeof registry.register>[0],
    act: (argument: unknown, options: unknown) => unknown,
  ): void => {
    parts.add(registry.register(command, act));
  };
  /** A command for one of the open tails. */
  const onTail = (
    command: Parameters<typeof registry.register>[0],
    act: (tail: TailTerminal, options: unknown) => unknown,
  ): void => {
    on(command, async (argument, options) => {
      const tail = await chooseTail(tails, argument, command.title.replace(/…$/, ''));
      const done = tail && (await act(tail, options));
      tails.changed();
      return done;
    });
  };
  on(commands.logsTail, async (argument, options) =>
    (await loadActs()).tailLogs(connections, tails, argument, options),
  );
  on(commands.logsTailFrom, async (argument, options) =>
    (await loadActs()).tailLogsFrom(connections, tails, argument, options),
  );
  onTail(commands.logsFilter, async (tail, options) => (await loadActs()).filterTail(tail, options));
  onTail(commands.logsHost, async (tail, options) => (await loadActs()).chooseHost(tail, options));
  onTail(commands.logsShowAll, ({ writer: { view } }) => view.showAll());
  onTail(commands.logsTimestamps, ({ writer: { view } }) => view.toggleTimestamps());
  onTail(commands.logsCopyError, copyError);
  onTail(commands.logsStop, (tail) => tail.stop());
  // Not awaited: it is over when what is followed ends.
  onTail(commands.logsResume, (tail) => void tails.resume(tail));
  tails.onKey = (tail, key) => {
    const command = keyCommands[key];
    if (command) void vscode.commands.executeCommand(command.id, tail.terminal);
    else tail.writer.remark(keysHelp);
  };
  return parts;
}

const keyCommands: Readonly<Partial<Record<TailKey, { readonly id: string }>>> = {
  filter: commands.logsFilter,
  showAll: commands.logsShowAll,
  timestamps: commands.logsTimestamps,
  host: commands.logsHost,
  copyError: commands.logsCopyError,
  save: commands.logsSave,
  document: commands.logsOpenDocument,
  resume: commands.logsResume,
};

/** @returns what was copied */
async function copyError({ writer, terminal }: TailTerminal): Promise<string | undefined> {
  const { lastError } = writer;
  if (lastError === undefined) {
    void sayInformation(`The log of ${terminal.name} has no error so far.`);
    return undefined;
  }
  await vscode.env.clipboard.writeText(lastError);
  vscode.window.setStatusBarMessage('$(check) Copied the last error', 3000);
  return lastError;
}
