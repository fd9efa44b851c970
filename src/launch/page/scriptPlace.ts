import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ScriptPlace } from './specFor.ts';

/** Names that say what a script is for, the likeliest first. */
const likely = ['train.py', 'training.py', 'main.py', 'run.py', 'train.sh', 'train.ipynb'];

/** What a file or folder is launched as: a script goes with its own folder, of a folder the likeliest script is taken. */
export async function scriptPlace(path: string): Promise<ScriptPlace> {
  if (!(await stat(path)).isDirectory()) return { sourceFolder: dirname(path), script: basename(path) };
  const pattern = new vscode.RelativePattern(vscode.Uri.file(path), '*.{py,sh,ipynb}');
  const found = await vscode.workspace.findFiles(pattern, null, 100);
  const names = found.map(({ fsPath }) => basename(fsPath)).sort();
  const script = likely.find((name) => names.includes(name)) ?? names[0] ?? '';
  return { sourceFolder: path, script };
}
