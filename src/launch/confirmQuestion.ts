import * as vscode from 'vscode';
import type { LaunchQuestion } from './launchQuestions.ts';

/** Asks in a modal dialog. */
export async function confirmQuestion({ message, detail, yes }: LaunchQuestion): Promise<boolean> {
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
}
