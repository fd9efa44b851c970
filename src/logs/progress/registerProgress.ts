import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import type { Resource } from '../../catalog/resource.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { pick } from '../../platform/pick.ts';
import { targetArgument } from '../targetArgument.ts';
import type { TailTarget } from '../tailTarget.ts';
import { progressKinds, tellsProgress } from './progressKind.ts';
import { ProgressNotices } from './progressNotices.ts';
import type { ProgressWatch } from './progressWatch.ts';
import { sayInformation } from '../../platform/say.ts';

/** Notifications of how far jobs are, and "Show Progress": of a tree node, `{kind, name}`, or what the person chooses. */
export function registerProgress(
  registry: CommandRegistry,
  connections: ConnectionService,
  watch: ProgressWatch,
): ProgressNotices {
  const notices = new ProgressNotices(watch, connections);
  notices.add(
    registry.register(commands.progressShow, async (argument) => {
      const connection = await connections.connect();
      const given = targetArgument(argument);
      const target = given && tellsProgress(given.kind) ? given : await pickRunning(connection);
      const said = target && (await notices.show({ kind: target.kind, name: target.name }));
      if (said !== undefined) void sayInformation(said);
      return said;
    }),
  );
  return notices;
}

function pickRunning(connection: Connection): Promise<TailTarget | undefined> {
  return pick({
    title: 'Show Progress',
    placeholder: 'Which job?',
    empty: 'No job is running',
    load: async (signal) => {
      const lists = progressKinds.map(async (kind) => {
        const where = (resource: Resource) => kindOf(kind).status(resource)?.inProgress === true;
        const found = await choices(connection, kindOf(kind), { signal, where });
        const iconPath = new vscode.ThemeIcon(kindOf(kind).icon);
        return found.map(({ value: { name }, ...item }) => ({ ...item, iconPath, value: { kind, name } }));
      });
      return (await Promise.all(lists)).flat();
    },
  });
}
