import * as vscode from 'vscode';
import { UserError } from '../platform/userError.ts';

const languages = ['python', 'shellscript', 'jupyter'];

/**
 * The script, or the folder of one, that the command is for: its argument, else the active editor's, else what the person
 * chooses. An unsaved file is saved first.
 */
export async function pickScript(argument: unknown): Promise<string | undefined> {
  const uri = argument instanceof vscode.Uri ? argument : (activeScript() ?? (await chooseScript()));
  if (!uri) return undefined;
  const saved = uri.scheme === 'untitled' ? await vscode.workspace.save(uri) : uri;
  if (!saved) return undefined;
  if (saved.scheme !== 'file')
    throw new UserError('invalid-input', `${saved.toString()} is not on a disk that this window can read`, {
      advice: 'Save the script to a local folder first.',
    });
  return saved.fsPath;
}

function activeScript(): vscode.Uri | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook?.uri.path.endsWith('.ipynb') === true) return notebook.uri;
  const active = vscode.window.activeTextEditor?.document;
  return active && languages.includes(active.languageId) ? active.uri : undefined;
}

async function chooseScript(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(
    '**/*.{py,sh,ipynb}',
    '**/{node_modules,.venv,venv,__pycache__,site-packages}/**',
    500,
  );
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const browse = { label: '$(folder-opened) Browse…', uri: undefined };
  const title = 'Train on SageMaker';
  const chosen = await vscode.window.showQuickPick([...items, browse], {
    title,
    placeHolder: 'The training script',
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.uri) return chosen?.uri;
  const picked = await vscode.window.showOpenDialog({
    title,
    openLabel: 'Train',
    filters: { 'Training scripts': ['py', 'sh', 'ipynb'] },
  });
  return picked?.[0];
}

function unsaved(file: string): UserError {
  return new UserError('file-unreadable', `${file} has changes that could not be saved`, {
    advice: 'Save it and launch again.',
  });
}

/** Saves what is open and changed below a folder: what is sent is what is seen. @returns whether there was anything to save */
export async function saveFolder(folder: string): Promise<boolean> {
  let saved = false;
  const inside = (uri: vscode.Uri): boolean =>
    uri.scheme === 'file' && (uri.fsPath + '/').startsWith(folder.replace(/[\\/]?$/, '/'));
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || !inside(document.uri)) continue;
    if (!(await document.save())) throw unsaved(document.fileName);
    saved = true;
  }
  // The text of a notebook's cells belongs to no file of its own.
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (!notebook.isDirty || !inside(notebook.uri)) continue;
    if (!(await notebook.save())) throw unsaved(notebook.uri.fsPath);
    saved = true;
  }
  return saved;
}
