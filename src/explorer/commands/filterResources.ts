import * as vscode from 'vscode';
import { kinds } from '../../catalog/catalog.ts';
import { words } from '../../catalog/status.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { type Filter, filterText, isEmpty, readFilter } from '../filter.ts';
import type { KindNode } from '../nodes.ts';
import type { ResourcesTree } from '../resourcesTree.ts';
import type { ListKey } from '../viewMemory.ts';

/**
 * Asks what resources must have to be shown: of one kind when called on its row, else of all.
 * @param given the filter, when it is known already.
 */
export async function filterResources(
  connections: ConnectionService,
  tree: ResourcesTree,
  argument: unknown,
  given?: unknown,
): Promise<void> {
  tree.memory.use((await connections.connect()).key);
  const node = tree.lists.find((candidate) => candidate === argument);
  const before = node ? tree.memory.viewOf(node.key).filter : tree.memory.filter;
  const filter = readFilter(given) ?? (await ask(node, before));
  if (filter) await apply(tree, node?.key, filter);
}

/** Shows everything again: of one kind when called on its row, else of all. */
export async function clearFilter(tree: ResourcesTree, argument: unknown): Promise<void> {
  const node = tree.lists.find((candidate) => candidate === argument);
  await apply(tree, node?.key, {});
}

async function apply(tree: ResourcesTree, key: ListKey | undefined, filter: Filter): Promise<void> {
  await tree.memory.setFilter(key, filter);
  tree.relist(key);
}

type Part = 'text' | 'status' | 'tag' | 'mine' | 'clear';

async function ask(node: KindNode | undefined, before: Filter): Promise<Filter | undefined> {
  const item = (part: Part, label: string, icon: string, description = '') => {
    return { part, label, description, iconPath: new vscode.ThemeIcon(icon) };
  };
  const { text, status, tag, mine } = before;
  const chosen = await vscode.window.showQuickPick(
    [
      item('text', 'Name contains…', 'search', text),
      item('status', 'Status…', 'pulse', status && words(status)),
      item('tag', 'Tag…', 'tag', filterText({ tag })),
      item('mine', mine ? 'Whoever made it' : 'Mine only', 'account', mine ? 'mine only now' : ''),
      ...(isEmpty(before) ? [] : [item('clear', 'Clear filter', 'clear-all', filterText(before))]),
    ],
    { title: `Filter ${node ? node.label : 'all resources'}`, placeHolder: 'By what?' },
  );
  switch (chosen?.part) {
    case undefined:
      return undefined;
    case 'clear':
      return {};
    case 'mine':
      return { ...before, mine: !mine };
    case 'text':
      return withPart(before, 'text', await askText(text));
    case 'tag':
      return withPart(before, 'tag', await askTag(before));
    case 'status':
      return withPart(before, 'status', await askStatus(node));
  }
}

/** An empty answer takes the part out of the filter, none leaves all as it is. */
function withPart<P extends keyof Filter>(
  before: Filter,
  part: P,
  answer: Filter[P] | '' | undefined,
): Filter | undefined {
  return answer === undefined ? undefined : { ...before, [part]: answer === '' ? undefined : answer };
}

const askText = (value = '') =>
  vscode.window.showInputBox({ title: 'Filter', prompt: 'Part of the name; empty for all names', value });

async function askTag({ tag }: Filter): Promise<Filter['tag'] | ''> {
  const value = tag && (tag.value === undefined ? tag.key : `${tag.key}=${tag.value}`);
  const text = await vscode.window.showInputBox({
    title: 'Filter',
    prompt: 'A tag as key=value, or its key alone; empty for all',
    value: value ?? '',
  });
  if (text === undefined || text === '') return text;
  const [, key = '', given] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  return key.trim() === '' ? '' : { key: key.trim(), value: given?.trim() };
}

async function askStatus(node: KindNode | undefined): Promise<string | undefined> {
  const of = node ? [node.kind] : kinds;
  const shown = node ? node.list.items.flatMap(({ status }) => status ?? []) : [];
  const statuses = [...new Set([...of.flatMap(({ query }) => query.statuses), ...shown])];
  const all = { label: 'Any status', status: '' };
  const items = statuses.map((status) => ({ label: words(status), status }));
  const sorted = items.sort((a, b) => (a.label < b.label ? -1 : 1));
  const chosen = await vscode.window.showQuickPick([all, ...sorted], {
    title: 'Filter',
    placeHolder: 'Which status?',
  });
  return chosen?.status;
}
