import * as vscode from 'vscode';
import { isSame, readSort, type Sort, sorts } from '../sort.ts';
import type { KindNode } from '../nodes.ts';
import { sortsHere } from '../pages.ts';
import type { ResourcesTree } from '../resourcesTree.ts';

/**
 * Asks in which order a kind is listed.
 * @param given the order, when it is known already.
 */
export async function sortResources(tree: ResourcesTree, argument: unknown, given?: unknown): Promise<void> {
  const node = tree.lists.find((candidate) => candidate === argument) ?? (await askKind(tree));
  const sort = node && (readSort(given) ?? (await askSort(tree, node)));
  if (!node || !sort) return;
  await tree.memory.setSort(node.key, sort);
  tree.relist(node.key);
}

async function askKind(tree: ResourcesTree): Promise<KindNode | undefined> {
  const items = tree.kinds.map((node) => {
    return { label: node.label, iconPath: new vscode.ThemeIcon(node.kind.icon), node };
  });
  return (await vscode.window.showQuickPick(items, { title: 'Sort', placeHolder: 'Which kind?' }))?.node;
}

async function askSort({ memory }: ResourcesTree, { key, kind, label }: KindNode): Promise<Sort | undefined> {
  const { filter, sort: now } = memory.viewOf(key);
  const items = sorts.map((sort) => ({
    label: sort.label,
    description: isSame(sort, now) ? 'now' : '',
    // The whole list has to be loaded for what SageMaker does not sort by itself.
    detail: sortsHere(kind, { filter, sort }) ? 'Sorts those that are loaded' : '',
    sort,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Sort ${label}`,
    placeHolder: 'In which order?',
  });
  return chosen?.sort;
}
