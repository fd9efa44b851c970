import * as vscode from 'vscode';
import { plainMessage } from './plainMessage.ts';

/* The one place where notifications come from: what they say holds names, reasons and lines that others have written. */

/** Says something that is no trouble. @returns the action that was chosen; undefined when it was closed */
export function sayInformation(message: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(plainMessage(message), ...actions);
}

/** The same for what does not work as one might think. */
export function sayWarning(message: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(plainMessage(message), ...actions);
}

/** The same for what has failed. */
export function sayError(message: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(plainMessage(message), ...actions);
}

/**
 * Asks in a dialog that has to be answered. Text is shown as it is there.
 * @param yes the button that agrees, beside "Cancel"
 */
export async function confirm(question: string, yes: string, detail?: string): Promise<boolean> {
  const options = { modal: true, ...(detail !== undefined && { detail }) };
  return (await vscode.window.showWarningMessage(question, options, yes)) === yes;
}
