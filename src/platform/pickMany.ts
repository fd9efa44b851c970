import * as vscode from 'vscode';
import { explain } from './explain.ts';
import type { PickItem, PickOptions } from './pick.ts';

/**
 * Lets the user choose any number of what is loaded on demand.
 * @returns undefined when he gave up. Throws what `load` throws.
 */
export async function pickMany<T>(options: PickOptions<T>): Promise<readonly T[] | undefined> {
  const controller = new AbortController();
  const quickPick = vscode.window.createQuickPick<PickItem<T>>();
  quickPick.title = options.title;
  quickPick.placeholder = options.placeholder;
  quickPick.matchOnDescription = true;
  quickPick.canSelectMany = true;
  quickPick.busy = true;
  try {
    return await new Promise<readonly T[] | undefined>((resolve, reject) => {
      quickPick.onDidAccept(() => resolve(quickPick.selectedItems.map(({ value }) => value)));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
      options.load(controller.signal).then(
        (items) => {
          quickPick.items = items;
          quickPick.selectedItems = items.filter(({ picked }) => picked === true);
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
