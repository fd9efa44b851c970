import * as vscode from 'vscode';
import { UserError } from '../../../platform/userError.ts';
import { parseTarget, type Target, targetOf } from './targets.ts';

/** What a command is for: its argument, else what is typed. @returns undefined when nothing is. */
export async function askForTarget(argument: unknown, title: string): Promise<Target | undefined> {
  const given = targetOf(argument);
  if (given) return given;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: 'An object, a folder or a bucket',
    placeHolder: 's3://bucket/key',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : problem(text)),
  });
  return typed === undefined || typed.trim() === '' ? undefined : parseTarget(typed);
}

function problem(text: string): string | undefined {
  try {
    parseTarget(text);
    return undefined;
  } catch (error) {
    return error instanceof UserError ? [error.message, error.advice].join(' ') : String(error);
  }
}
