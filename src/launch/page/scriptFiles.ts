import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ScriptFacts } from '../spec/launchFacts.ts';

/** Scripts as they stand on the disk or in an editor; what was made of the last one is kept for as long as its text is the same. */
export class ScriptFiles {
  #last: { readonly file: string; readonly text: string; readonly facts: ScriptFacts } | undefined;

  /**
   * What a script says of itself; what is open and changed counts as it is seen.
   * @throws what the file system says of a file that cannot be read
   */
  async read(file: string): Promise<ScriptFacts> {
    const open = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'file' && uri.fsPath === file,
    );
    const text = open?.getText() ?? (await readFile(file, 'utf8'));
    if (this.#last?.file === file && this.#last.text === text) return this.#last.facts;
    // They bring a parser of Python along, which nothing needs before.
    const [{ readScript }, { convertNotebook }] = await Promise.all([
      import('../script/readScript.ts'),
      import('../script/notebook.ts'),
    ]);
    const isNotebook = /\.ipynb$/i.test(file);
    const facts = {
      reading: readScript(text, file),
      notebookLeftOut: isNotebook ? convertNotebook(text).leftOut : undefined,
    };
    this.#last = { file, text, facts };
    return facts;
  }
}
