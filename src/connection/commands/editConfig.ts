import * as vscode from 'vscode';
import { isThere, sharedConfigFiles } from '../profiles/sharedConfig.ts';

/** Opens the shared config file; where there is none, an editor that saves to its place. */
export async function editConfig(): Promise<undefined> {
  const { config } = await sharedConfigFiles();
  const file = vscode.Uri.file(config);
  await vscode.window.showTextDocument((await isThere(config)) ? file : file.with({ scheme: 'untitled' }));
  return undefined;
}
