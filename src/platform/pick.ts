import * as vscode from 'vscode';
import { explain } from './explain.ts';

export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  /** What is said when there is nothing to choose from. */
  readonly empty: string;
  /** Loaded while the quick pick is open and says that it is busy. */
  load(signal: AbortSignal): Promise<readonly PickItem<T>[]>;
}

/**
 * Lets the user choose one of what is loaded on demand.
 * @returns undefined when he chose nothing. Throws what `load` throws.
 */
export async function pick<T>(options: PickOptions<T>): Promise<T | undefined> {
  return (await choose(options, false))?.[0];
}

/**
 * Lets the user choose any number of what is loaded on demand; items that are `picked` are chosen at first.
 * @returns undefined when he gave up. Throws what `load` throws.
 */
export function pickMany<T>(options: PickOptions<T>): Promise<readonly T[] | undefined> {
  return choose(options, true);
}

async function choose<T>(options: PickOptions<T>, many: boolean): Promise<readonly T[] | undefined> {
  const controller = new AbortController();
  const quickPick = vscode.window.createQuickPick<PickItem<T>>();
  quickPick.title = options.title;
  quickPick.placeholder = options.placeholder;
  quickPick.matchOnDescription = true;
  quickPick.canSelectMany = many;
  quickPick.busy = true;
  try {
    return await new Promise<readonly T[] | undefined>((resolve, reject) => {
      quickPick.onDidAccept(() => {
        const chosen = quickPick.selectedItems.map(({ value }) => value);
        if (many || chosen.length > 0) resolve(chosen);
      });
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
      options.load(controller.signal).then(
        (items) => {
          quickPick.items = items;
          if (many) quickPick.selectedItems = items.filter(({ picked }) => picked === true);
          if (items.length === 0) quickPick.placeholder = options.empty;
          quickPick.busy = false;
        },
        (error: unknown) => {
          if (explain(error).reason === 'cancelled') resolve(undefined);
          else reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  } finally {
    controller.abort();
    quickPick.dispose();
  }
}
