import * as vscode from 'vscode';
import { isCancellation } from '../../platform/explain.ts';
import { showError } from '../../platform/showError.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchRecord } from '../spec/launchHistory.ts';
import { entryTexts, historyEntry, newestStatuses, statusKey, type Statuses } from './historyEntry.ts';

/** What a person does with a launch of the list. */
export type HistoryAct = 'launch' | 'open' | 'copy';

interface LaunchItem extends vscode.QuickPickItem {
  readonly record: LaunchRecord;
}

const button = (icon: string, tooltip: string): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon(icon),
  tooltip,
});
const openButton = button('json', 'Open details of the job');
const copyButton = button('clippy', 'Copy as boto3, SDK, CLI or JSON…');
const forgetButton = button('trash', 'Forget this launch; its job stays');

/**
 * The list of launches, the newest first; forgetting leaves it open. How the jobs are comes when the window's connection has
 * said so; without one nothing connects, and nobody is asked for a code.
 * @returns undefined when nothing was chosen
 */
export function pickLaunch(
  parts: Pick<LaunchParts, 'connections' | 'history' | 'log'>,
): Promise<{ readonly record: LaunchRecord; readonly act: HistoryAct } | undefined> {
  const pick = vscode.window.createQuickPick<LaunchItem>();
  pick.title = 'Launch history';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // Statuses come while somebody reads: rows must not jump.
  pick.keepScrollPosition = true;
  let statuses: Statuses = new Map();
  const show = (): void => {
    const active = pick.activeItems[0]?.record;
    const items = parts.history.all().map((record) => itemOf(record, statuses));
    const isActive = ({ record }: LaunchItem) =>
      record.time === active?.time && record.jobName === active.jobName;
    const same = items.filter(isActive);
    pick.items = items;
    if (same.length > 0) pick.activeItems = same;
    pick.placeholder =
      items.length === 0
        ? 'Nothing has been launched from this workspace yet'
        : 'Enter fills in a page, to launch it again';
  };
  const ending = new AbortController();
  const loading = readStatuses(parts, ending.signal).then((found) => {
    if (!found || ending.signal.aborted) return;
    statuses = found;
    show();
  });
  pick.busy = true;
  void loading
    .catch((error: unknown) => {
      // The list is as good without them.
      if (!isCancellation(error)) parts.log.error('Ask how launched jobs are', error);
    })
    .finally(() => (pick.busy = false));
  show();
  return new Promise<{ record: LaunchRecord; act: HistoryAct } | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) resolve({ record: item.record, act: 'launch' });
    });
    pick.onDidTriggerItemButton(({ item: { record }, button: pressed }) => {
      if (pressed === forgetButton)
        parts.history.forget(record).then(show, (error: unknown) => {
          void showError(parts.log, `Forget the launch of ${record.jobName}`, error);
        });
      else resolve({ record, act: pressed === openButton ? 'open' : 'copy' });
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => {
    ending.abort();
    pick.dispose();
  });
}

/** Of the window's connection, if it has one. */
export async function readStatuses(
  { connections }: Pick<LaunchParts, 'connections'>,
  signal?: AbortSignal,
): Promise<Statuses | undefined> {
  if (connections.state.kind !== 'connected') return undefined;
  return newestStatuses(await connections.connect(), signal);
}

function itemOf(record: LaunchRecord, statuses: Statuses): LaunchItem {
  const icon = statuses.get(statusKey(record))?.icon ?? 'circle-outline';
  return {
    record,
    label: `$(${icon}) ${record.jobName}`,
    ...entryTexts(historyEntry(record, statuses), Date.now()),
    buttons: [openButton, copyButton, forgetButton],
  };
}
