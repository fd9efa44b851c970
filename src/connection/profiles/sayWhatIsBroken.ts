import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { brokenLines } from './brokenLines.ts';
import { isThere, sharedConfigFiles } from './sharedConfig.ts';
import { sayWarning } from '../../platform/say.ts';

/** What was said already, so that it is said once a window. */
const said = new Set<string>();

/** Warns of the first line of the shared files that the SDK passes over, and leads there. */
export async function sayWhatIsBroken(): Promise<void> {
  const files = await sharedConfigFiles();
  for (const kind of ['config', 'credentials'] as const) {
    const file = files[kind];
    if (!(await isThere(file))) continue;
    const [first] = brokenLines(await readFile(file, 'utf8'), kind);
    if (!first) continue;
    const message = `${basename(file)}, line ${first.line}: ${first.problem}. (${file})`;
    if (said.has(message)) continue;
    said.add(message);
    const open = 'Open file';
    if ((await sayWarning(message, open)) !== open) continue;
    const at = new vscode.Position(first.line - 1, 0);
    await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at) });
  }
}
