import * as vscode from 'vscode';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { askResource } from './askResource.ts';
import { resourceArgument } from './resourceArgument.ts';
import { resourceUri } from './resourceUri.ts';

/** Opens a resource as a document: the one of the tree node, else one that the user picks. */
export async function openDetails(connections: ConnectionService, argument: unknown): Promise<void> {
  const given = argument === undefined ? undefined : resourceArgument(argument);
  const resource = given ?? (await askResource(connections, 'Open details'));
  if (resource) await showDetails(resource);
}

export async function showDetails(resource: ResourceReference): Promise<void> {
  const document = await vscode.workspace.openTextDocument(resourceUri(resource));
  await vscode.window.showTextDocument(document, { preview: true });
}
