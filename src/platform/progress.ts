import * as vscode from 'vscode';
import { abortSignal } from './cancellation.ts';

/** Says which step a long act is at. */
export type ReportStep = (step: string) => void;

/** Runs a long act behind a notification with its steps and a Cancel button. */
export function withProgress<T>(
  title: string,
  task: (report: ReportStep, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => task((message) => progress.report({ message }), abortSignal(token)),
  );
}
