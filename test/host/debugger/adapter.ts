import { spawn, type ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { Disposables } from '../../../src/platform/disposables.ts';
import { mark, tracer } from './tracer.ts';

/** The part of debugpy's launch arguments that this debugger follows. */
interface LaunchArguments {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Request {
  readonly seq: number;
  readonly type: string;
  readonly command: string;
  readonly arguments?: unknown;
}

type Told =
  | { readonly event: 'stopped'; readonly file: string; readonly line: number; readonly function: string }
  | { readonly event: 'value'; readonly value: string };

/** A small debugger of its own: one thread, breakpoints by line, expressions in the frame that stands. */
export class Adapter extends vscode.Disposable implements vscode.DebugAdapter {
  readonly #messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly #owned: Disposables;
  readonly #breakpoints: Record<string, readonly number[]> = {};
  readonly onDidSendMessage = this.#messages.event;
  #launch: LaunchArguments | undefined;
  #process: ChildProcess | undefined;
  #frame: Extract<Told, { event: 'stopped' }> | undefined;
  #value: ((value: string) => void) | undefined;
  #seq = 1;

  constructor() {
    const owned = new Disposables();
    super(() => owned.dispose());
    this.#owned = owned;
    owned.add(this.#messages);
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    const request = message as Request;
    if (request.type === 'request') void this.#answer(request);
  }

  async #answer(request: Request): Promise<void> {
    const body = await this.#act(request.command, request.arguments);
    this.#send({
      type: 'response',
      request_seq: request.seq,
      command: request.command,
      success: true,
      body,
    });
    if (request.command === 'initialize') this.#tell('initialized', {});
  }

  async #act(command: string, given: unknown): Promise<unknown> {
    switch (command) {
      case 'initialize':
        return { supportsConfigurationDoneRequest: true };
      case 'launch':
        this.#launch = given as LaunchArguments;
        return {};
      case 'setBreakpoints': {
        const { source, breakpoints } = given as {
          readonly source: { readonly path: string };
          readonly breakpoints: readonly { readonly line: number }[];
        };
        this.#breakpoints[source.path] = breakpoints.map(({ line }) => line);
        return { breakpoints: breakpoints.map(({ line }) => ({ verified: true, line })) };
      }
      case 'configurationDone':
        // VS Code may say so before the launch request is here.
        setTimeout(() => this.#run(), 0);
        return {};
      case 'threads':
        return { threads: [{ id: 1, name: 'MainThread' }] };
      case 'stackTrace':
        return { stackFrames: this.#frame ? [stackFrame(this.#frame)] : [] };
      case 'scopes':
        return { scopes: [] };
      case 'evaluate':
        return {
          result: await this.#evaluate((given as { expression: string }).expression),
          variablesReference: 0,
        };
      case 'continue':
        this.#command(null);
        return { allThreadsContinued: true };
      case 'disconnect':
        this.#process?.kill();
        return {};
      default:
        return {};
    }
  }

  #run(): void {
    const { program, args, cwd, env } = this.#launch ?? { program: '', args: [], cwd: '.', env: {} };
    const breakpoints = JSON.stringify(this.#breakpoints);
    const child = spawn('python3', ['-u', '-c', tracer, breakpoints, program, ...args], {
      cwd,
      env: { ...process.env, ...env },
    });
    this.#process = child;
    this.#owned.add(new vscode.Disposable(() => child.kill()));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(mark)) this.#told(JSON.parse(line.slice(mark.length)) as Told);
      else this.#tell('output', { category: 'stdout', output: `${line}\n` });
    });
    child.stderr.on('data', (chunk: Buffer) =>
      this.#tell('output', { category: 'stderr', output: chunk.toString() }),
    );
    child.on('close', (exitCode) => {
      this.#tell('exited', { exitCode });
      this.#tell('terminated', {});
    });
  }

  #told(told: Told): void {
    if (told.event === 'value') {
      this.#value?.(told.value);
      return;
    }
    this.#frame = told;
    this.#tell('stopped', { reason: 'breakpoint', threadId: 1, allThreadsStopped: true });
  }

  #evaluate(expression: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#value = resolve;
    this.#command(expression);
    return promise;
  }

  #command(command: string | null): void {
    this.#process?.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  #tell(event: string, body: unknown): void {
    this.#send({ type: 'event', event, body });
  }

  #send(message: object): void {
    this.#messages.fire({ ...message, seq: this.#seq++ });
  }
}

function stackFrame({ file, line, function: name }: Extract<Told, { event: 'stopped' }>) {
  return { id: 1, name, line, column: 1, source: { name: basename(file), path: file } };
}
