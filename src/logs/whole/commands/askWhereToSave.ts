import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { formatFor, type SaveFormat } from '../save/saveFormat.ts';

/** Where and how a log is to be saved. */
export interface WhereToSave {
  readonly to: vscode.Uri;
  readonly format: SaveFormat;
}

interface Form extends vscode.QuickPickItem {
  readonly ending: 'log' | 'jsonl';
  readonly lines: Partial<SaveFormat>;
}

const forms: readonly Form[] = [
  { label: 'As printed', detail: 'Every line as it was written', ending: 'log', lines: {} },
  {
    label: 'With time and host',
    detail: 'Each line begins with when and where it was written, in UTC',
    ending: 'log',
    lines: { timestamps: true, host: true },
  },
  {
    label: 'Plain text',
    detail: 'Without colours, and progress bars as they ended',
    ending: 'log',
    lines: { plain: true },
  },
  {
    label: 'JSON lines',
    detail: 'An object a line: timestamp, logStreamName and message, as CloudWatch has them',
    ending: 'jsonl',
    lines: {},
  },
];

/** Asks for the form and the file. @returns undefined when the person gives up */
export async function askWhereToSave(name: string): Promise<WhereToSave | undefined> {
  const title = `Save the Log of ${name}`;
  const form = await vscode.window.showQuickPick(forms, { title, placeHolder: 'How its lines are written' });
  if (!form) return undefined;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const endings = [form.ending, `${form.ending}.gz`];
  const to = await vscode.window.showSaveDialog({
    title,
    saveLabel: 'Save Log',
    defaultUri: vscode.Uri.joinPath(folder, `${name}.${form.ending}`),
    filters: {
      [form.ending === 'log' ? 'Log' : 'JSON lines']: endings,
      Compressed: ['gz'],
      'All files': ['*'],
    },
  });
  return to && { to, format: formatFor(to.path, form.lines) };
}

/** Where and how options of the command say: `{to, timestamps?, host?, plain?}`. */
export function whereToSave(options: unknown): WhereToSave | undefined {
  if (typeof options !== 'object' || options === null || !('to' in options)) return undefined;
  const { to } = options;
  if (!(to instanceof vscode.Uri)) return undefined;
  const isSet = (name: string): boolean => (options as Readonly<Record<string, unknown>>)[name] === true;
  const lines = { timestamps: isSet('timestamps'), host: isSet('host'), plain: isSet('plain') };
  return { to, format: formatFor(to.path, lines) };
}
