import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { Failures } from './failures.ts';
import type { SourceFolders } from './sourceFiles.ts';
import { tailLogs } from './tailCommand.ts';
import { TailLinks } from './tailLinks.ts';
import { Tails } from './tails.ts';

/** Registers "Tail Logs", the links in its terminals, and what becomes of failures. */
export function registerLogs(
  registry: CommandRegistry,
  connections: ConnectionService,
  folders: SourceFolders,
): Disposables {
  const owned = new Disposables();
  const failures = owned.add(new Failures(folders));
  const tails = owned.add(new Tails(failures));
  const links = new TailLinks((terminal) => tails.targetOf(terminal), folders);
  owned.add(vscode.window.registerTerminalLinkProvider(links));
  owned.add(
    registry.register(commands.logsTail, (argument, options) =>
      tailLogs(connections, tails, argument, options),
    ),
  );
  return owned;
}
