import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import type { ConnectionService } from '../connectionService.ts';

interface Act extends vscode.QuickPickItem {
  readonly command: { readonly id: string };
}

/** What the status bar item opens: the acts that make sense for the connection as it is. */
export async function manageConnection({ place, state }: ConnectionService): Promise<void> {
  const running = state.kind === 'connected' || state.kind === 'connecting';
  const acts: Act[] = [
    running
      ? {
          label: 'Stop the local engine',
          iconPath: new vscode.ThemeIcon('debug-stop'),
          detail: 'Running jobs go on and are found again at the next start; endpoints stop answering.',
          command: commands.engineStop,
        }
      : {
          label: 'Start the local engine',
          iconPath: new vscode.ThemeIcon('play'),
          detail: 'SageMaker on this machine, with the jobs, models and endpoints it had.',
          command: commands.engineStart,
        },
    {
      label: 'Copy environment for boto3 and the AWS CLI',
      iconPath: new vscode.ThemeIcon('clippy'),
      detail: 'Paste it into a terminal; they then work with the same jobs and endpoints.',
      command: commands.engineCopyEnvironment,
    },
    { label: 'Show log', iconPath: new vscode.ThemeIcon('output'), command: commands.logShow },
  ];
  const chosen = await vscode.window.showQuickPick(acts, {
    title: `SageMaker: ${place.label}`,
    placeHolder: running ? 'Connected' : 'Not connected',
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command.id);
}
