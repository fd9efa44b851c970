import * as vscode from 'vscode';
import type { Action } from '../catalog/kind.ts';
import { kindOf, kinds } from '../catalog/catalog.ts';
import { choices } from '../catalog/choices.ts';
import { type KindId, referenceFrom, type ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { pick } from '../platform/pick.ts';

/**
 * The resource that a command is for: the node it was called on, else what the user picks among those that the action is for.
 * @returns undefined when he picks nothing.
 */
export async function chooseResource(
  connections: ConnectionService,
  argument: unknown,
  title: string,
  action: Action,
): Promise<ResourceReference | undefined> {
  const given = referenceFrom(argument);
  if (given) return given;
  const kind = await pick({
    title,
    placeholder: 'Kind of resource',
    empty: 'There is no kind of resource to choose from',
    load: async () =>
      kinds
        .filter((candidate) => action !== 'stop' || candidate.stop !== undefined)
        .map(({ id, plural, icon }) => ({ label: plural, iconPath: new vscode.ThemeIcon(icon), value: id })),
  });
  return kind && chooseOfKind(connections, kind, title, action);
}

async function chooseOfKind(
  connections: ConnectionService,
  id: KindId,
  title: string,
  action: Action,
): Promise<ResourceReference | undefined> {
  const kind = kindOf(id);
  return pick({
    title,
    placeholder: `Which ${kind.singular}?`,
    empty: `There is no ${kind.singular} for this`,
    load: async (signal) =>
      choices(await connections.connect(), kind, {
        signal,
        where: (resource) => kind.actions(resource).includes(action),
      }),
  });
}
