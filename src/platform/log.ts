import * as vscode from 'vscode';

/** The output channel "SageMaker Workbench". Registered secrets never reach it. */
export class Log implements vscode.Disposable {
  readonly #channel: vscode.LogOutputChannel;
  readonly #secrets = new Set<string>();

  constructor(channel = vscode.window.createOutputChannel('SageMaker Workbench', { log: true })) {
    this.#channel = channel;
  }

  /** From now on this text is written as `***`. */
  hide(secret: string): void {
    if (secret.length > 0) this.#secrets.add(secret);
  }

  debug(message: string): void {
    this.#channel.debug(this.#clean(message));
  }

  info(message: string): void {
    this.#channel.info(this.#clean(message));
  }

  warn(message: string): void {
    this.#channel.warn(this.#clean(message));
  }

  /** An error with its stack and the chain of its causes. */
  error(doing: string, error: unknown): void {
    this.#channel.error(this.#clean(`${doing}\n${trace(error)}`));
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }

  #clean(message: string): string {
    let clean = message;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, '***');
    return clean;
  }
}

function trace(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${trace(error.cause)}`;
}
