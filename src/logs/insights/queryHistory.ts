import type * as vscode from 'vscode';

const key = 'sagemaker.insights.history';
const most = 30;

/** The queries that were run in this workspace, newest first. */
export class QueryHistory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  get texts(): readonly string[] {
    const kept = this.#memento.get<unknown>(key);
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
  }

  async add(text: string): Promise<void> {
    const own = text.trim();
    if (own === '') return;
    await this.#memento.update(key, [own, ...this.texts.filter((other) => other !== own)].slice(0, most));
  }
}
