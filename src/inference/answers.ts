import * as vscode from 'vscode';
import { commands } from '../manifest/commands.ts';
import { Disposables } from '../platform/disposables.ts';
import { type Answer, answerLine, answerText, refusalLine } from './answer.ts';
import { sayInformation } from '../platform/say.ts';

export const answerScheme = 'sagemaker-answer';

interface Shown {
  readonly answer: Answer;
  readonly text: string;
}

/** Answers of endpoints as read-only documents, each with a line above it that says how it came. */
export class Answers
  extends Disposables
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider
{
  readonly #shown = new Map<string, Shown>();
  #count = 0;

  constructor() {
    super();
    this.add(vscode.workspace.registerTextDocumentContentProvider(answerScheme, this));
    this.add(vscode.languages.registerCodeLensProvider({ scheme: answerScheme }, this));
    // An answer lives as long as its document.
    this.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#shown.delete(uri.toString())));
  }

  /** Opens an answer beside the editor that is being worked in; one that is no text can be saved. */
  async show(answer: Answer): Promise<void> {
    const rendered = answerText(answer);
    if (!rendered) {
      void offerToSave(answer);
      return;
    }
    this.#count += 1;
    const path = `/${answer.endpointName} answer ${this.#count}.${rendered.extension}`;
    const uri = vscode.Uri.from({ scheme: answerScheme, path });
    this.#shown.set(uri.toString(), { answer, text: rendered.text });
    await vscode.window.showTextDocument(uri, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#shown.get(uri.toString())?.text ?? '';
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const answer = this.#shown.get(uri.toString())?.answer;
    if (!answer) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const { endpointName: name, failed } = answer;
    const said = failed ? refusalLine(answer) : answerLine(answer);
    const log = {
      title: 'Show endpoint log',
      command: commands.logsTail.id,
      arguments: [{ kind: 'endpoint', name }],
    };
    return [
      new vscode.CodeLens(top, { title: said, command: '' }),
      ...(failed ? [new vscode.CodeLens(top, log)] : []),
    ];
  }
}

async function offerToSave(answer: Answer): Promise<void> {
  const save = 'Save…';
  const said = `${answer.endpointName} answered with something that is no text: ${answerLine(answer)}`;
  if ((await sayInformation(said, save)) !== save) return;
  const extension = /^\w+\/(?:x-)?([\w-]+)/.exec(answer.contentType)?.[1] ?? 'bin';
  const name = `${answer.endpointName}-answer.${extension === 'octet-stream' ? 'bin' : extension}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog(
    folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {},
  );
  if (target) await vscode.workspace.fs.writeFile(target, answer.body);
}
