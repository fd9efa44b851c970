import * as vscode from 'vscode';

/** Puts a text on the clipboard and says so where it does not get in the way. */
export async function copyText(what: string, text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${what} copied`, 3000);
}
