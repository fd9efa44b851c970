import * as vscode from 'vscode';
import type { CommandId } from '../manifest/commands.ts';

/** A link that runs a command. Its arguments are data: whoever shows it must name the command as one that may run. */
export function commandUri(id: CommandId, ...args: readonly (string | object)[]): vscode.Uri {
  return vscode.Uri.from({ scheme: 'command', path: id, query: JSON.stringify(args) });
}

/** The same as a link in Markdown. */
export function commandLink(label: string, id: CommandId, ...args: readonly (string | object)[]): string {
  // Parentheses would end the link early.
  const uri = commandUri(id, ...args)
    .toString()
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `[${label}](${uri})`;
}
