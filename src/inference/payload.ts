import { basename } from 'node:path';
import * as vscode from 'vscode';
import { contentTypes, guessContentType } from './contentType.ts';

/** What an endpoint is asked with. */
export interface Payload {
  readonly bytes: Uint8Array;
  /** A guess, until someone chose it. */
  readonly contentType: string;
  /** As a person calls it: the file's name, "the selection". */
  readonly name: string;
}

/** A file's content: as it is on disk, or as it is in its editor when that has changes. */
export async function payloadOfFile(uri: vscode.Uri): Promise<Payload> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const bytes = open?.isDirty ? encode(open.getText()) : await vscode.workspace.fs.readFile(uri);
  return { bytes, contentType: guessContentType(bytes, uri.path), name: basename(uri.path) };
}

/** What is selected in the active editor; undefined when nothing is. */
export function payloadOfSelection(): Payload | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) return undefined;
  const bytes = encode(editor.selections.map((selection) => editor.document.getText(selection)).join('\n'));
  const guessed = guessContentType(bytes);
  // One row of a CSV file may be a single number or word, which by itself could be anything.
  const ofFile = guessContentType(bytes, editor.document.fileName);
  return {
    bytes,
    contentType: ofFile === 'text/csv' && guessed !== 'application/json' ? ofFile : guessed,
    name: 'the selection',
  };
}

/** A typed text. */
export function payloadOfText(text: string): Payload {
  const bytes = encode(text);
  return { bytes, contentType: guessContentType(bytes), name: 'what was typed' };
}

type Source = vscode.QuickPickItem & { readonly load: () => Promise<Payload | undefined> };

/** Where the payload comes from, as the person chooses. */
export async function pickPayload(title: string): Promise<Payload | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selection = payloadOfSelection();
  const sources: Source[] = [
    ...(selection ? [{ label: '$(selection) The selection', load: async () => selection }] : []),
    ...(editor
      ? [
          {
            label: `$(file-code) ${basename(editor.document.fileName)}`,
            load: () => payloadOfFile(editor.document.uri),
          },
        ]
      : []),
    { label: '$(folder-opened) A file…', load: () => browse(title) },
    { label: '$(edit) Type it…', load: () => type(title) },
  ];
  const chosen = await vscode.window.showQuickPick(sources, {
    title,
    placeHolder: 'What to send',
    ignoreFocusOut: true,
  });
  return chosen?.load();
}

/** The payload with the content type that the person confirms or changes. */
export async function pickContentType(title: string, payload: Payload): Promise<Payload | undefined> {
  const others = contentTypes.filter((type) => type !== payload.contentType);
  const other = '$(edit) Another…';
  const items = [
    { label: payload.contentType, description: 'by its name and content' },
    ...others.map((label) => ({ label })),
    { label: other },
  ];
  const placeHolder = `Content type of ${payload.name}`;
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  if (!chosen) return undefined;
  const contentType =
    chosen.label === other
      ? await vscode.window.showInputBox({
          title,
          prompt: placeHolder,
          value: payload.contentType,
          ignoreFocusOut: true,
        })
      : chosen.label;
  return contentType ? { ...payload, contentType } : undefined;
}

async function browse(title: string): Promise<Payload | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title, openLabel: 'Send' })) ?? [];
  return file && payloadOfFile(file);
}

async function type(title: string): Promise<Payload | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'What to send',
    placeHolder: '{"key": "value"} or 5.1,3.5',
    ignoreFocusOut: true,
  });
  return text === undefined ? undefined : payloadOfText(text);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
