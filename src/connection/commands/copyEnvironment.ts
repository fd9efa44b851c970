import * as vscode from 'vscode';
import type { ConnectionService } from '../connectionService.ts';
import { environmentText, type Shell } from '../environmentText.ts';

/** Copies what boto3 and the AWS CLI need to reach the same place, ready to be pasted into a terminal. */
export async function copyEnvironment(connections: ConnectionService): Promise<void> {
  const connection = await connections.connect();
  await vscode.env.clipboard.writeText(environmentText(await connection.environment(), terminalShell()));
  vscode.window.setStatusBarMessage('$(check) Environment copied: paste it into a terminal', 5000);
}

function terminalShell(): Shell {
  if (/pwsh|powershell/i.test(vscode.env.shell)) return 'powershell';
  return /cmd\.exe$/i.test(vscode.env.shell) ? 'cmd' : 'posix';
}
