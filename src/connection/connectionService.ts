import * as vscode from 'vscode';
import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { orAborted } from './abortWith.ts';
import type { Connection } from './connection.ts';
import type { ConnectionState } from './connectionState.ts';
import { keepPlace, keptPlace } from './keptPlace.ts';
import { LocalConnection } from './localConnection.ts';
import { LocalEngine, type EngineControl } from './localEngine.ts';
import { endedError, type OpenConnection } from './openConnection.ts';
import { openRemote } from './openRemote.ts';
import { type Place, placeKey } from './place.ts';

/** One try to connect, and what came of it. */
interface Attempt {
  readonly ending: AbortController;
  readonly opened: PromiseWithResolvers<OpenConnection>;
}

/** The connection that the window uses. Everything that talks to SageMaker asks here, when it needs it and not before. */
export class ConnectionService implements vscode.Disposable {
  readonly #log: Log;
  readonly #engine: LocalEngine;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<ConnectionState>();
  readonly #written = new vscode.EventEmitter<string>();
  #place: Place;
  #state: ConnectionState = { kind: 'idle' };
  #attempt: Attempt | undefined;
  #local: { readonly connection: LocalConnection; readonly ending: AbortController } | undefined;

  readonly onDidChange = this.#changed.event;
  /** The name of an operation that has just created, changed or deleted something through this connection. */
  readonly onDidWrite = this.#written.event;

  /** @param memory the workspace's: where this workspace was connected the last time. */
  constructor(log: Log, control: EngineControl, memory: vscode.Memento) {
    this.#log = log;
    this.#engine = new LocalEngine(control);
    this.#memory = memory;
    this.#place = keptPlace(memory);
  }

  /** Where the window is connected, or will be: known without connecting. */
  get place(): Place {
    return this.#place;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /**
   * The connection, opened on first need; on this machine that starts the engine. While the state is `signed-out` it
   * fails with the same error, until `reconnect`: what asks in the background must not ask people for codes.
   * @throws UserError with the reason; after a failure of another kind the next call tries again.
   */
  connect(): Promise<Connection> {
    if (this.#attempt) return this.#attempt.opened.promise;
    if (this.#state.kind === 'signed-out') return Promise.reject(asError(this.#state.error));
    return this.#connect();
  }

  /**
   * SageMaker on this machine, whatever the window's connection is; starts the engine, and switches nothing.
   * @throws UserError with the reason; the next call tries again.
   */
  async connectHere(): Promise<Connection> {
    if (this.#place.kind === 'this-machine') return this.connect();
    if (this.#local) return this.#local.connection;
    const address = await this.#engine.address();
    this.#log.hide(address.secretAccessKey);
    const ending = new AbortController();
    // Its writes change nothing that the window shows.
    const connection = new LocalConnection(this.#engine, address, ending.signal, () => undefined);
    this.#local ??= { connection, ending };
    return this.#local.connection;
  }

  /** Connects anew, as after signing in. What is under way on the connection ends. */
  reconnect(): Promise<Connection> {
    this.#end();
    return this.#connect();
  }

  /** Makes this the window's connection, now and the next time. What is under way on the present one ends. */
  async switchTo(place: Place): Promise<void> {
    this.#end();
    this.#place = place;
    this.#log.info(`Switched to ${placeKey(place)}.`);
    this.#enter({ kind: 'idle' });
    await keepPlace(this.#memory, place);
  }

  /** Stops the engine for all windows; a connection to it ends. Running jobs go on and are found again at the next start. */
  async stop(): Promise<void> {
    if (this.#place.kind === 'this-machine') await this.disconnect({ kind: 'stopped' });
    this.#endLocal();
    await this.#engine.stop();
    this.#log.info('Stopped SageMaker on this machine.');
  }

  /** Lets go of the connection, as after a change of the settings it was opened with; the engine runs on. */
  async disconnect(next: ConnectionState = { kind: 'idle' }): Promise<void> {
    this.#end();
    this.#enter(next);
  }

  dispose(): void {
    this.#end();
    this.#endLocal();
    this.#changed.dispose();
    this.#written.dispose();
  }

  #connect(): Promise<Connection> {
    const attempt: Attempt = { ending: new AbortController(), opened: Promise.withResolvers() };
    this.#attempt = attempt;
    const { promise, resolve, reject } = attempt.opened;
    this.#open(attempt).then(resolve, reject);
    return promise;
  }

  async #open(attempt: Attempt): Promise<OpenConnection> {
    const place = this.#place;
    this.#enter({ kind: 'connecting' });
    try {
      const connection = await orAborted(() => this.#opened(place, attempt), attempt.ending.signal);
      this.#enter({ kind: 'connected' });
      return connection;
    } catch (error) {
      // Given up meanwhile: whoever did that has said what is now.
      if (this.#attempt !== attempt) throw error;
      this.#attempt = undefined;
      this.#log.error(`Connect to ${place.label}`, error);
      this.#enter({ kind: explain(error).reason === 'signed-out' ? 'signed-out' : 'failed', error });
      throw error;
    }
  }

  async #opened(place: Place, attempt: Attempt): Promise<OpenConnection> {
    const started = Date.now();
    const { signal } = attempt.ending;
    const onWrite = (operation: string): void => this.#written.fire(operation);
    if (place.kind === 'this-machine') {
      const address = await this.#engine.address();
      this.#log.hide(address.secretAccessKey);
      this.#log.info(
        `SageMaker on this machine at ${address.endpoint}, process ${address.pid}, data in ${address.dataDir} ` +
          `(${Date.now() - started} ms).`,
      );
      return new LocalConnection(this.#engine, address, signal, onWrite);
    }
    const onSignedOut = (error: unknown): void => this.#signedOut(attempt, error);
    const connection = await openRemote(place, signal, { onWrite, onSignedOut }, this.#log);
    const { arn } = await connection.identity();
    this.#log.info(`Connected to ${connection.key} as ${arn} (${Date.now() - started} ms).`);
    return connection;
  }

  /** Ends the connection and every request that is under way. Says nothing: what comes next does. */
  #end(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    attempt?.opened.promise.then((connection) => connection.close()).catch(() => undefined);
    attempt?.ending.abort(endedError(this.#place.label));
    this.#engine.forget();
  }

  #endLocal(): void {
    this.#local?.ending.abort(endedError(this.#local.connection.label));
    this.#local?.connection.close();
    this.#local = undefined;
  }

  /** The credentials ran out in the middle of work: one state says so, instead of every request that fails. */
  #signedOut(attempt: Attempt, error: unknown): void {
    // While it still connects, its failure tells the same.
    if (this.#attempt !== attempt || this.#state.kind !== 'connected') return;
    this.#log.error(`Signed out of ${this.#place.label}`, error);
    this.#end();
    this.#enter({ kind: 'signed-out', error });
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
