import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import type { Node } from '../nodes.ts';

/** Opens the details of what is selected: Enter itself unfolds a row, as in every tree. */
export async function openSelected(selection: readonly Node[]): Promise<void> {
  for (const node of selection)
    if ('resource' in node) await vscode.commands.executeCommand(commands.resourceOpenDetails.id, node);
}
