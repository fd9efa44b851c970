import * as vscode from 'vscode';
import { commands } from '../manifest/commands.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { Connection } from './connection.ts';
import type { ConnectionService } from './connectionService.ts';
import { expectsBill } from './expectsBill.ts';

/** `SageMaker: this machine`, with the state of the connection as its icon, and a colour of its own for what is billed. */
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
    const { icon, tooltip, hint } = look(this.#connections);
    const reason = 'error' in state ? `: ${explain(state.error).message}` : '';
    this.#item.text = `$(${icon}) SageMaker: ${place.label}${hint}`;
    this.#item.tooltip = tooltip + reason;
    this.#item.backgroundColor = background(this.#connections);
    this.#item.accessibilityInformation = { label: `SageMaker: ${place.label}, ${tooltip}${reason}` };
    // When that fails the connection has ended, and what comes next is shown.
    if (state.kind === 'connected' && place.kind !== 'this-machine')
      void this.#showIdentity().catch(() => undefined);
  }

  async #showIdentity(): Promise<void> {
    const connection = await this.#connections.connect();
    const { account, arn } = await connection.identity();
    if (this.#connections.place !== connection.place || this.#connections.state.kind !== 'connected') return;
    this.#item.tooltip = [
      `Connected to ${connection.label}`,
      `Account ${account}`,
      arn,
      connection.billed ? 'AWS bills what runs here' : 'Not billed: it is on this machine',
    ].join('\n');
    this.#item.backgroundColor = tint(connection);
  }
}

/** Background tokens that VS Code takes here are those for warnings and errors only. */
const warning = new vscode.ThemeColor('statusBarItem.warningBackground');
const failure = new vscode.ThemeColor('statusBarItem.errorBackground');

const tint = ({ billed }: Pick<Connection, 'billed'>): vscode.ThemeColor | undefined =>
  billed ? warning : undefined;

function background({ place, state }: ConnectionService): vscode.ThemeColor | undefined {
  if (state.kind === 'failed') return failure;
  if (state.kind === 'signed-out') return warning;
  return tint({ billed: expectsBill(place) });
}

function look({ place, state }: ConnectionService): { icon: string; tooltip: string; hint: string } {
  const local = place.kind === 'this-machine';
  switch (state.kind) {
    case 'idle':
      return {
        icon: 'plug',
        tooltip: local ? 'Starts when it is needed' : 'Connects when it is needed',
        hint: '',
      };
    case 'connecting':
      return { icon: 'sync~spin', tooltip: local ? 'Starting the local engine…' : 'Connecting…', hint: '' };
    case 'connected':
      return local
        ? { icon: 'vm-active', tooltip: 'The local engine is running', hint: '' }
        : { icon: 'cloud', tooltip: 'Connected', hint: '' };
    case 'stopped':
      return { icon: 'vm-outline', tooltip: 'The local engine is stopped', hint: '' };
    case 'failed':
      return { icon: 'warning', tooltip: 'Not connected', hint: '' };
    case 'signed-out':
      return { icon: 'account', tooltip: 'Signed out', hint: ' (sign in)' };
  }
}
