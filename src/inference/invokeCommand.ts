import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { withProgressWhenSlow } from '../platform/progress.ts';
import { UserError } from '../platform/userError.ts';
import type { Answers } from './answers.ts';
import { chooseEndpoint } from './chooseEndpoint.ts';
import { decodeText } from './contentType.ts';
import { invokeEndpoint } from './invokeEndpoint.ts';
import { invokeOptions, optionPayload } from './invokeOptions.ts';
import { type Payload, payloadOfFile, payloadOfSelection, pickContentType, pickPayload } from './payload.ts';

/** What the commands return to whoever calls them by code. */
export interface InvokeResult {
  readonly statusCode: number;
  readonly latencyMs: number;
  /** Text, or bytes where it is none. */
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

/** The three ways to ask an endpoint; all end with the answer beside the editor. */
export class InvokeCommands {
  readonly #connections: ConnectionService;
  readonly #answers: Answers;

  constructor(connections: ConnectionService, answers: Answers) {
    this.#connections = connections;
    this.#answers = answers;
  }

  /** "Invoke…" on a tree node, on `InvokeOptions`, or on what the person chooses. */
  async invoke(argument: unknown, more: unknown): Promise<InvokeResult | undefined> {
    const options = invokeOptions(more) ?? invokeOptions(argument);
    const connection = await this.#connections.connect();
    if (options) return this.#send(connection, options.endpointName, await optionPayload(options));
    return this.#ask(connection, argument, (title) => pickPayload(title));
  }

  /** With a file of the explorer or the editor, else with one that the person chooses. */
  async withFile(argument: unknown): Promise<InvokeResult | undefined> {
    const connection = await this.#connections.connect();
    const load = async (title: string): Promise<Payload | undefined> => {
      if (argument instanceof vscode.Uri) return payloadOfFile(argument);
      const [file] = (await vscode.window.showOpenDialog({ title, openLabel: 'Send' })) ?? [];
      return file && payloadOfFile(file);
    };
    return this.#ask(connection, argument, load);
  }

  /** With what is selected in the active editor. */
  async withSelection(): Promise<InvokeResult | undefined> {
    const selection = payloadOfSelection();
    if (!selection)
      throw new UserError('invalid-input', 'Nothing is selected', { advice: 'Select what to send first.' });
    return this.#ask(await this.#connections.connect(), undefined, async () => selection);
  }

  async #ask(
    connection: Connection,
    argument: unknown,
    load: (title: string) => Promise<Payload | undefined>,
  ): Promise<InvokeResult | undefined> {
    const name = await chooseEndpoint(connection, argument);
    if (name === undefined) return undefined;
    const title = `Invoke ${name} (${connection.label})`;
    const loaded = await load(title);
    const payload = loaded && (await pickContentType(title, loaded));
    return payload && this.#send(connection, name, payload);
  }

  async #send(connection: Connection, endpointName: string, payload: Payload): Promise<InvokeResult> {
    const invocation = { endpointName, payload: payload.bytes, contentType: payload.contentType };
    const answer = await withProgressWhenSlow(`Invoke ${endpointName}`, 'waiting for the answer', (signal) =>
      invokeEndpoint(connection, invocation, signal),
    );
    await this.#answers.show(answer);
    const { statusCode, latencyMs, contentType, body } = answer;
    return { statusCode, latencyMs, contentType, body: decodeText(body) ?? body };
  }
}
