import * as assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import type { Node } from '../../../src/explorer/nodes.ts';
import type { ResourcesTree } from '../../../src/explorer/resourcesTree.ts';

/** The parts of the running extension. */
export async function api(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('sagemaker-workbench.sagemaker-workbench');
  assert.ok(extension, 'the extension is not there');
  return extension.activate();
}

/**
 * Waits until a condition holds, and fails with what was asked for when it does not in time: a limit against what never
 * comes, not a measure of speed.
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  milliseconds = 60_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not within ${milliseconds / 1000} s: ${what}`);
    await sleep(50);
  }
}

/**
 * Waits until a count stands still for so long: what was under way when something ended has come in then, and what goes
 * on by itself would have moved it.
 * @param milliseconds longer than the pace of what must have ended
 */
export async function standsStill(what: string, count: () => number, milliseconds: number): Promise<number> {
  const end = Date.now() + 60_000;
  for (let before = count(); ; before = count()) {
    await sleep(milliseconds);
    if (count() === before) return before;
    if (Date.now() > end) throw new Error(`Goes on for a minute: ${what}`);
  }
}

/** The nodes below a path of labels. */
export async function childrenOf(tree: ResourcesTree, ...labels: string[]): Promise<Node[]> {
  let nodes = await tree.getChildren();
  for (const label of labels) {
    const node = nodes.find((candidate) => textOf(tree, candidate).label === label);
    assert.ok(
      node,
      `no node "${label}" among: ${nodes.map((other) => textOf(tree, other).label).join(', ')}`,
    );
    nodes = await tree.getChildren(node);
  }
  return nodes;
}

/** Label, description and context value of a node. */
export function textOf(tree: ResourcesTree, node: Node) {
  const { label, description, contextValue } = tree.getTreeItem(node);
  return { label: typeof label === 'string' ? label : (label?.label ?? ''), description, contextValue };
}
