import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import { settings } from '../../manifest/settings.ts';
import { onSettingChange, readSetting } from '../../platform/settings.ts';

const entryPoint = /^if\s+__name__\s*==\s*(['"])__main__\1\s*:/;

/** "Train on SageMaker…" above the entry point of Python scripts on disk. */
export class LaunchLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #setting = onSettingChange([settings.launchCodeLens], () => this.#changed.fire());
  readonly onDidChangeCodeLenses = this.#changed.event;

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!readSetting(settings.launchCodeLens, document.uri)) return [];
    for (let line = 0; line < document.lineCount; line += 1) {
      const { text, range } = document.lineAt(line);
      if (!entryPoint.test(text)) continue;
      const { id, title } = commands.trainingLaunch;
      return [
        new vscode.CodeLens(range, { command: id, title: `$(rocket) ${title}`, arguments: [document.uri] }),
      ];
    }
    return [];
  }

  dispose(): void {
    this.#setting.dispose();
    this.#changed.dispose();
  }
}
