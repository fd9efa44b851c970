import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { abortSignal } from './cancellation.ts';
import { plainMessage } from './plainMessage.ts';

/** Says which step a long act is at, and by how many of a hundred it has come further. */
export type ReportStep = (step: string, increment?: number) => void;

/** Runs a long act behind a notification with its steps and a Cancel button. */
export function withProgress<T>(
  title: string,
  task: (report: ReportStep, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true },
    (progress, token) =>
      task(
        (step, increment) =>
          progress.report({ message: plainMessage(step), ...(increment !== undefined && { increment }) }),
        abortSignal(token),
      ),
  );
}

/** Longer than this is slow. Milliseconds. */
const slow = 1000;

/** Runs what is mostly quick: a notification with a Cancel button comes only when it is not. */
export async function withProgressWhenSlow<T>(
  title: string,
  step: string,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const running = task(controller.signal);
  const over = running.then(
    () => true,
    () => true,
  );
  if (await Promise.race([over, delay(slow, false, { ref: false })])) return running;
  return withProgress(title, (report, signal) => {
    signal.addEventListener('abort', () => controller.abort(), { once: true });
    if (signal.aborted) controller.abort();
    report(step);
    return running;
  });
}
