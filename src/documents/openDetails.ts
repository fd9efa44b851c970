import * as vscode from 'vscode';
import { kindOf, kinds } from '../catalog/catalog.ts';
import { choices } from '../catalog/choices.ts';
import { referenceFrom, type ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { pick } from '../platform/pick.ts';
import { resourceUri } from './resourceUri.ts';

/** Opens a resource as a document: the one of the tree node, else one that the user picks. */
export async function openDetails(connections: ConnectionService, argument: unknown): Promise<void> {
  const resource = referenceFrom(argument) ?? (await ask(connections));
  if (!resource) return;
  const document = await vscode.workspace.openTextDocument(resourceUri(resource));
  await vscode.window.showTextDocument(document, { preview: true });
}

async function ask(connections: ConnectionService): Promise<ResourceReference | undefined> {
  const title = 'Open details';
  const id = await pick({
    title,
    placeholder: 'Kind of resource',
    empty: 'There is no kind of resource',
    load: async () =>
      kinds.map(({ id, plural, icon }) => ({
        label: plural,
        iconPath: new vscode.ThemeIcon(icon),
        value: id,
      })),
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
