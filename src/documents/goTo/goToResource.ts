import * as vscode from 'vscode';
import { kinds } from '../../catalog/catalog.ts';
import { ResourceFinder } from '../../catalog/find/resourceFinder.ts';
import type { ResourceReference } from '../../catalog/resource.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import type { Log } from '../../platform/log.ts';
import { copyArnButton, detailsButton, type GoToItem, remembered } from './goToItems.ts';
import { GoToSearch } from './goToSearch.ts';
import type { RecentResources } from './recentResources.ts';

export interface GoToParts {
  readonly connections: ConnectionService;
  readonly recent: RecentResources;
  readonly log: Log;
  /** Those that are pinned in the tree. */
  readonly pinned: (connectionKey: string) => readonly ResourceReference[];
}

/**
 * "Go to resource…": a quick pick over all kinds, by a part of the name, an ARN or an S3 URI.
 * @param text what it begins with, as a key binding may give it
 */
export async function goToResource(
  text: unknown,
  { connections, recent, log, pinned }: GoToParts,
): Promise<void> {
  const pick = vscode.window.createQuickPick<GoToItem>();
  pick.title = 'Go to resource';
  pick.placeholder = 'Name, a part of it, an ARN or an S3 URI';
  pick.busy = true;
  if (typeof text === 'string') pick.value = text;
  // Rows come while somebody reads: they must not jump.
  pick.keepScrollPosition = true;
  pick.show();
  const chosen = accepted(pick);
  try {
    const connection = await connections.connect();
    const finder = new ResourceFinder(connection, kinds);
    const search = new GoToSearch(
      pick,
      finder,
      () => remembered(pinned(connection.key), recent.of(connection.key)),
      log,
    );
    try {
      const item = await chosen;
      if (item?.resource) await recent.add(connection.key, item.resource);
      if (item) await act(item);
    } finally {
      search.dispose();
    }
  } finally {
    pick.dispose();
  }
}

/** The row that is accepted; undefined when the pick is left. Buttons act at once. */
function accepted(pick: vscode.QuickPick<GoToItem>): Promise<GoToItem | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (!item) return;
      resolve(item);
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.onDidTriggerItemButton(({ item: { resource }, button }) => {
      if (!resource) return;
      if (button === copyArnButton)
        void vscode.commands.executeCommand(commands.resourceCopyArn.id, resource);
      if (button !== detailsButton) return;
      pick.hide();
      void vscode.commands.executeCommand(commands.resourceOpenDetails.id, resource);
    });
  });
}

async function act({ resource, s3Uri, showsLog }: GoToItem): Promise<void> {
  if (showsLog) await vscode.commands.executeCommand(commands.logShow.id);
  if (s3Uri !== undefined) await vscode.commands.executeCommand(commands.s3Open.id, s3Uri);
  if (!resource) return;
  await vscode.commands.executeCommand(commands.resourceReveal.id, resource);
  await vscode.commands.executeCommand(commands.resourceOpenDetails.id, resource);
}
