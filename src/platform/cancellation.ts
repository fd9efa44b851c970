import * as vscode from 'vscode';

/** A signal for `node:` and SDK calls that aborts when VS Code's token is cancelled. */
export function abortSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  // The token's source owns the listener and lets go of it when it ends.
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Throws VS Code's `CancellationError` when the signal has been aborted: for between two steps. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new vscode.CancellationError();
}
