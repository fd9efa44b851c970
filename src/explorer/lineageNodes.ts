import * as vscode from 'vscode';
import type { Details } from '../catalog/details.ts';
import type { SageMaker } from '../catalog/kind.ts';
import { lineageChildren } from '../catalog/lineage/children.ts';
import { lineageOf } from '../catalog/lineage/lineage.ts';
import { errorState } from './emptyStates.ts';
import { childNode, type LineageNode, type Node, resourceId, type ResourceNode } from './nodes.ts';

/** The row below a resource that leads to what made it and what it made; nothing is asked until it is opened. */
export function lineageNode(parent: ResourceNode): LineageNode {
  return { type: 'lineage', parent };
}

export function lineageItem({ parent }: LineageNode): vscode.TreeItem {
  const item = new vscode.TreeItem('Lineage', vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${resourceId(parent)}/lineage`;
  item.contextValue = 'lineage';
  item.iconPath = new vscode.ThemeIcon('type-hierarchy');
  item.tooltip = 'What made it, what it uses, what it made and what uses it';
  // Else a screen reader reads the tooltip in place of the label.
  item.accessibilityInformation = { label: `Lineage of ${parent.resource.name}` };
  return item;
}

/** What the row holds. A failure is a row, too. */
export async function lineageRows(
  { parent }: LineageNode,
  connect: () => Promise<SageMaker>,
  describe: () => Promise<Details>,
): Promise<Node[]> {
  try {
    const lineage = await lineageOf(await connect(), await describe());
    return lineageChildren(lineage).map((child) => childNode(parent, child));
  } catch (error) {
    return [errorState(`${resourceId(parent)}/lineage`, error, parent)];
  }
}
