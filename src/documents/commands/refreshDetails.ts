import * as vscode from 'vscode';
import { activeResourceUri } from '../resourceArgument.ts';
import type { ResourceDocuments } from '../resourceDocuments.ts';
import { scheme } from '../resourceUri.ts';

/** Reads the resource of an editor's document again; without an argument that of the editor that is looked at. */
export async function refreshDetails(documents: ResourceDocuments, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : activeResourceUri();
  if (uri?.scheme === scheme) await documents.refresh(uri);
}
