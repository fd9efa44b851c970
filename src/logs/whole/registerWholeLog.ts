import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import { onFirstUse } from '../../platform/onFirstUse.ts';
import type { TailTarget } from '../tailTarget.ts';
import { pickTarget } from '../commands/pickTarget.ts';
import { targetArgument } from '../targetArgument.ts';
import { askWhereToSave, whereToSave } from './commands/askWhereToSave.ts';
import { LogFileSystem } from './document/logFileSystem.ts';
import { LogLinks } from './document/logLinks.ts';
import { logScheme } from './document/logUri.ts';
import type { Saved } from './save/saveEvents.ts';
import type { WholeLogOptions, WholeParts } from './wholeParts.ts';
import { sayInformation } from '../../platform/say.ts';

/**
 * "Save Log…", "Open Log as Document" and "Open Log Page", and the documents themselves.
 * @param tailOf what a tail's terminal shows, for menus of terminals
 */
export function registerWholeLog(
  registry: CommandRegistry,
  connections: ConnectionService,
  tailOf: (argument: unknown) => TailTarget | undefined,
  options: WholeLogOptions,
): Disposables {
  const parts = new Disposables();
  const load = onFirstUse(async (): Promise<WholeParts> => {
    const { WholeParts: Parts } = await import('./wholeParts.ts');
    return parts.add(new Parts(options));
  });
  const chosen = async (
    argument: unknown,
    title: string,
  ): Promise<{ connection: Connection; target: TailTarget } | undefined> => {
    const connection = await connections.connect();
    const target = tailOf(argument) ?? targetArgument(argument) ?? (await pickTarget(connection, title));
    return target && { connection, target };
  };
  const documents = parts.add(new LogFileSystem(connections, load));
  parts.add(vscode.languages.registerDocumentLinkProvider({ scheme: logScheme }, new LogLinks()));
  const isReadonly = new vscode.MarkdownString('A log cannot be changed: it shows what was written.');
  parts.add(
    vscode.workspace.registerFileSystemProvider(logScheme, documents, { isCaseSensitive: true, isReadonly }),
  );
  parts.add(
    registry.register(
      commands.logsSave,
      async (argument, how): Promise<(Saved & { to: vscode.Uri }) | undefined> => {
        const of = await chosen(argument, 'Save Log');
        if (!of) return undefined;
        const told = whereToSave(how);
        const where = told ?? (await askWhereToSave(of.target.name));
        if (!where) return undefined;
        const { logs, saveLog } = await load();
        const saved = await saveLog(logs, of.connection, of.target, where.to, where.format);
        if (!told) void offerToOpen(where.to, saved);
        return { ...saved, to: where.to };
      },
    ),
  );
  const open = async (argument: unknown, as: 'text' | 'page' | undefined): Promise<unknown> => {
    const of = await chosen(argument, 'Open Log');
    if (!of) return undefined;
    const loaded = await load();
    return loaded.openLog(loaded, of.connection, of.target, as);
  };
  parts.add(registry.register(commands.logsOpenDocument, (argument, how) => open(argument, asText(how))));
  options.onPageReturn(async () => {
    const loaded = await load();
    return loaded.reopenLogPage(loaded);
  });
  parts.add(registry.register(commands.logsOpenPage, (argument) => open(argument, 'page')));
  return parts;
}

function asText(how: unknown): 'text' | 'page' | undefined {
  const as: unknown = typeof how === 'object' && how !== null && 'as' in how ? how.as : undefined;
  return as === 'text' || as === 'page' ? as : undefined;
}

async function offerToOpen(to: vscode.Uri, { events }: Saved): Promise<void> {
  const openIt = 'Open';
  const name = to.path.split('/').at(-1) ?? '';
  const message = `Saved ${events.toLocaleString()} ${events === 1 ? 'event' : 'events'} to ${name}.`;
  // What is compressed no editor shows.
  const actions = /\.gz$/i.test(name) ? [] : [openIt];
  if ((await sayInformation(message, ...actions)) === openIt)
    await vscode.commands.executeCommand('vscode.open', to);
}
