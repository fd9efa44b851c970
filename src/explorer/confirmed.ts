import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';

/** Asks before a destructive act where it costs something, naming account and region; on this machine it doesn't nag. */
export async function confirmed(
  connection: Connection,
  question: string,
  consequence: string,
  verb: string,
): Promise<boolean> {
  if (!connection.billed) return true;
  const detail = `Account ${await connection.accountId()}, ${connection.region}. ${consequence}`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, verb)) === verb;
}
