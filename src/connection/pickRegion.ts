import * as vscode from 'vscode';
import { isRegionCode, regionName, regions } from './regions.ts';

interface RegionItem extends vscode.QuickPickItem {
  readonly region: string;
}

/** The regions in the order of the picker: one's own default, the present one, then all by name. */
function orderRegions(own: string | undefined, present: string | undefined): string[] {
  const byName = [...regions].sort((a, b) => title(a).localeCompare(title(b)));
  return [...new Set([own, present, ...byName].filter((region) => region !== undefined))];
}

/**
 * Asks for a region; one that the list does not have can be typed.
 * @param own the profile's default, offered first.
 * @param present where one is connected now.
 * @returns its code; undefined when the person gave up.
 */
export async function pickRegion(own: string | undefined, present?: string): Promise<string | undefined> {
  const items = orderRegions(own, present).map((region): RegionItem => {
    const facts = [region === present && 'connected', region === own && 'the default'].filter(Boolean);
    return { label: title(region), description: facts.join(', '), region };
  });
  const quickPick = vscode.window.createQuickPick<RegionItem>();
  quickPick.title = 'SageMaker: Region';
  quickPick.placeholder = 'Choose a region, or type its code';
  quickPick.matchOnDescription = true;
  quickPick.items = items;
  try {
    return await new Promise((resolve) => {
      quickPick.onDidChangeValue((typed) => (quickPick.items = withTyped(items, typed.trim())));
      quickPick.onDidAccept(() => resolve(quickPick.selectedItems[0]?.region));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    quickPick.dispose();
  }
}

function withTyped(items: readonly RegionItem[], typed: string): readonly RegionItem[] {
  if (!isRegionCode(typed) || items.some(({ region }) => region === typed)) return items;
  return [{ label: typed, description: 'as typed', region: typed }, ...items];
}

/** `Europe (Ireland) eu-west-1` */
function title(region: string): string {
  const name = regionName(region);
  return name === undefined ? region : `${name} ${region}`;
}
