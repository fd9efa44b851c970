import * as vscode from 'vscode';
import { commands } from '../manifest/commands.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { ConnectionService } from './connectionService.ts';

/** `SageMaker: this machine`, with the state of the connection as its icon. */
export class ConnectionStatusBar extends Disposables {
  readonly #item: vscode.StatusBarItem;
  readonly #connections: ConnectionService;

  constructor(connections: ConnectionService) {
    super();
    this.#connections = connections;
    this.#item = this.add(
      vscode.window.createStatusBarItem('sagemaker.connection', vscode.StatusBarAlignment.Left),
    );
    this.#item.name = 'SageMaker Connection';
    this.#item.command = commands.connectionManage.id;
    this.add(connections.onDidChange(() => this.#show()));
    this.#show();
    this.#item.show();
  }

  #show(): void {
    const { place, state } = this.#connections;
    const { icon, tooltip } = look(state.kind);
    const reason = state.kind === 'failed' ? `: ${explain(state.error).message}` : '';
    this.#item.text = `$(${icon}) SageMaker: ${place.label}`;
    this.#item.tooltip = tooltip + reason;
    this.#item.backgroundColor =
      state.kind === 'failed' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}

function look(kind: ConnectionService['state']['kind']): { icon: string; tooltip: string } {
  switch (kind) {
    case 'idle':
      return { icon: 'plug', tooltip: 'Starts when it is needed' };
    case 'connecting':
      return { icon: 'sync~spin', tooltip: 'Starting the local engine…' };
    case 'connected':
      return { icon: 'vm-active', tooltip: 'The local engine is running' };
    case 'stopped':
      return { icon: 'vm-outline', tooltip: 'The local engine is stopped' };
    case 'failed':
      return { icon: 'warning', tooltip: 'Not connected' };
    case 'signed-out':
      return { icon: 'account', tooltip: 'Signed out' };
  }
}
