import * as vscode from 'vscode';
import { kindOf, kinds } from '../catalog/catalog.ts';
import { choices } from '../catalog/choices.ts';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { pick } from '../platform/pick.ts';

/**
 * Lets the user choose a kind and one of its newest resources.
 * @returns undefined when he chooses nothing.
 */
export async function askResource(
  connections: ConnectionService,
  title: string,
): Promise<ResourceReference | undefined> {
  const id = await pick({
    title,
    placeholder: 'Kind of resource',
    empty: 'There is no kind of resource',
    load: async () =>
      kinds
        .filter(({ nested }) => nested !== true)
        .map(({ id, plural, icon }) => ({ label: plural, iconPath: new vscode.ThemeIcon(icon), value: id })),
  });
  if (!id) return undefined;
  const kind = kindOf(id);
  return pick({
    title,
    placeholder: `Which ${kind.singular}?`,
    empty: `There is no ${kind.singular} yet`,
    load: async (signal) => choices(await connections.connect(), kind, { signal }),
  });
}
