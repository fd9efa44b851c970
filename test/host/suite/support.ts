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

/** Waits until a condition holds, and fails with what was asked for when it does not in time. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  milliseconds = 20_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not within ${milliseconds / 1000} s: ${what}`);
    await sleep(50);
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
