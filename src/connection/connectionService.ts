import * as vscode from 'vscode';
import type { Log } from '../platform/log.ts';
import type { Connection } from './connection.ts';
import type { ConnectionState } from './connectionState.ts';
import { LocalConnection } from './localConnection.ts';
import { LocalEngine, type EngineControl } from './localEngine.ts';
import { type Place, thisMachine } from './place.ts';

/** The connection that the window uses. Everything that talks to SageMaker asks here, when it needs it and not before. */
export class ConnectionService implements vscode.Disposable {
  readonly #log: Log;
  readonly #engine: LocalEngine;
  readonly #changed = new vscode.EventEmitter<ConnectionState>();
  readonly #written = new vscode.EventEmitter<string>();
  #state: ConnectionState = { kind: 'idle' };
  #open: Promise<LocalConnection> | undefined;

  /** Where the window is connected, or will be: known without connecting. */
  readonly place: Place = thisMachine;
  readonly onDidChange = this.#changed.event;
  /** The name of an operation that has just created, changed or deleted something through this connection. */
  readonly onDidWrite = this.#written.event;

  constructor(log: Log, control: EngineControl) {
    this.#log = log;
    this.#engine = new LocalEngine(control);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /**
   * The connection, opened on first need; on this machine that starts the engine.
   * @throws UserError `engine-failed-to-start`; the next call tries again.
   */
  connect(): Promise<Connection> {
    this.#open ??= this.#connect();
    return this.#open;
  }

  /** Ends the connection and stops the engine for all windows. Running jobs go on and are found again at the next start. */
  async stop(): Promise<void> {
    await this.disconnect({ kind: 'stopped' });
    await this.#engine.stop();
    this.#log.info('Stopped SageMaker on this machine.');
  }

  /** Lets go of the connection, as after a change of the settings it was opened with; the engine runs on. */
  async disconnect(next: ConnectionState = { kind: 'idle' }): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    (await open?.catch(() => undefined))?.close();
    this.#engine.forget();
    this.#enter(next);
  }

  dispose(): void {
    void this.#open?.then((open) => open.close()).catch(() => undefined);
    this.#changed.dispose();
    this.#written.dispose();
  }

  async #connect(): Promise<LocalConnection> {
    this.#enter({ kind: 'connecting' });
    try {
      const started = Date.now();
      const address = await this.#engine.address();
      this.#log.hide(address.secretAccessKey);
      this.#log.info(
        `SageMaker on this machine at ${address.endpoint}, process ${address.pid}, data in ${address.dataDir} ` +
          `(${Date.now() - started} ms).`,
      );
      const connection = new LocalConnection(this.#engine, address, (operation) =>
        this.#written.fire(operation),
      );
      this.#enter({ kind: 'connected' });
      return connection;
    } catch (error) {
      this.#open = undefined;
      this.#log.error('Connect to SageMaker on this machine', error);
      this.#enter({ kind: 'failed', error });
      throw error;
    }
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
