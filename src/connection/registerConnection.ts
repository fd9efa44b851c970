import * as vscode from 'vscode';
import { commands } from '../manifest/commands.ts';
import { settings } from '../manifest/settings.ts';
import { contextKeys } from '../manifest/views.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import type { Log } from '../platform/log.ts';
import { onSettingChange } from '../platform/settings.ts';
import { copyEnvironment } from './commands/copyEnvironment.ts';
import { manageConnection } from './commands/manageConnection.ts';
import { signIn } from './commands/signIn.ts';
import { startEngine } from './commands/startEngine.ts';
import { switchConnection } from './commands/switchConnection.ts';
import { switchRegion } from './commands/switchRegion.ts';
import type { ConnectionService } from './connectionService.ts';
import { ConnectionStatusBar } from './statusBar.ts';

/** The connection's commands, its status bar item, and the context key that welcome views ask for. */
export function registerConnection(
  connections: ConnectionService,
  registry: CommandRegistry,
  log: Log,
): Disposables {
  const owned = new Disposables();
  owned.add(registry.register(commands.engineStart, () => startEngine(connections)));
  owned.add(registry.register(commands.engineStop, () => connections.stop()));
  owned.add(registry.register(commands.engineCopyEnvironment, () => copyEnvironment(connections)));
  owned.add(registry.register(commands.connectionManage, () => manageConnection(connections)));
  owned.add(registry.register(commands.connectionSwitch, () => switchConnection(connections, log)));
  owned.add(registry.register(commands.connectionSwitchRegion, () => switchRegion(connections, log)));
  owned.add(registry.register(commands.connectionSignIn, () => signIn(connections, log)));
  owned.add(registry.register(commands.settingsOpen, () => openSettings()));
  owned.add(registry.register(commands.logShow, () => log.show()));
  owned.add(new ConnectionStatusBar(connections));
  owned.add(connections.onDidChange(({ kind }) => void publish(kind)));
  // The engine of another folder or interpreter is another connection; the next request opens it.
  owned.add(
    onSettingChange([settings.localDataDirectory, settings.localPython], () => {
      const { place, state } = connections;
      if (place.kind === 'this-machine' && state.kind !== 'stopped') void connections.disconnect();
    }),
  );
  return owned;
}

function publish(state: string): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', contextKeys.connectionState, state);
}

function openSettings(): Thenable<unknown> {
  return vscode.commands.executeCommand(
    'workbench.action.openSettings',
    '@ext:sagemaker-workbench.sagemaker-workbench',
  );
}
