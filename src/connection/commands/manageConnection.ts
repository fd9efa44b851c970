import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import type { ConnectionService } from '../connectionService.ts';

interface Act extends vscode.QuickPickItem {
  readonly command: { readonly id: string };
}

const act = (label: string, icon: string, command: Act['command'], detail?: string): Act => ({
  label,
  iconPath: new vscode.ThemeIcon(icon),
  command,
  ...(detail !== undefined && { detail }),
});

/** What the status bar item opens: the acts that make sense for the connection as it is. */
export async function manageConnection(connections: ConnectionService): Promise<void> {
  const { place, state } = connections;
  const acts: Act[] = [
    ...(state.kind === 'signed-out' ? [act('Sign in…', 'sign-in', commands.connectionSignIn)] : []),
    act(
      'Switch connection…',
      'plug',
      commands.connectionSwitch,
      'This machine, AWS profiles, an endpoint URL.',
    ),
    ...(place.kind === 'this-machine' ? engineActs(connections) : remoteActs(connections)),
    act(
      'Copy environment for boto3 and the AWS CLI',
      'clippy',
      commands.engineCopyEnvironment,
      'Paste it into a terminal; they then work with the same jobs and endpoints.',
    ),
    act('Show log', 'output', commands.logShow),
  ];
  const chosen = await vscode.window.showQuickPick(acts, {
    title: `SageMaker: ${place.label}`,
    placeHolder: state.kind === 'connected' ? 'Connected' : 'Not connected',
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command.id);
}

function engineActs({ state }: ConnectionService): Act[] {
  const running = state.kind === 'connected' || state.kind === 'connecting';
  return running
    ? [
        act(
          'Stop the local engine',
          'debug-stop',
          commands.engineStop,
          'Running jobs go on and are found again at the next start; endpoints stop answering.',
        ),
      ]
    : [
        act(
          'Start the local engine',
          'play',
          commands.engineStart,
          'SageMaker on this machine, with the jobs, models and endpoints it had.',
        ),
      ];
}

function remoteActs({ place, state }: ConnectionService): Act[] {
  const region = place.kind === 'this-machine' ? '' : place.region;
  return [
    act('Switch region…', 'globe', commands.connectionSwitchRegion, `Now ${region}.`),
    ...(state.kind === 'signed-out' ? [] : [act('Sign in again…', 'sign-in', commands.connectionSignIn)]),
  ];
}
