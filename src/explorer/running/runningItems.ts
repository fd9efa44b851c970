import * as vscode from 'vscode';
import { contextValue } from '../../catalog/contextValue.ts';
import { runningText } from '../../catalog/prices/cost.ts';
import { commands } from '../../manifest/commands.ts';
import { explain } from '../../platform/explain.ts';
import type { ProgressTexts } from '../progressText.ts';
import type { RunningNode, RunningViewNode } from './runningNodes.ts';
import type { Refusal } from './runningRow.ts';
import { rowTooltip } from './runningTooltip.ts';

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/** How a node of "Running now" looks at a moment. */
export function runningItem(node: RunningViewNode, now: number, progress?: ProgressTexts): vscode.TreeItem {
  switch (node.type) {
    case 'running':
      return rowItem(node, now, progress);
    case 'refusals': {
      const { length } = node.refusals;
      const item = quietItem(`${length} ${length === 1 ? 'kind' : 'kinds'} could not be asked`, 'info');
      item.collapsibleState = Collapsed;
      item.id = 'refusals';
      return item;
    }
    case 'refusal':
      return refusalItem(node.refusal);
    case 'cut': {
      const names = node.kinds.map(({ plural }) => plural.toLowerCase()).join(', ');
      const item = quietItem(`There are more ${names} than are shown`, 'ellipsis');
      item.id = 'cut';
      return item;
    }
  }
}

function rowItem({ row, resource }: RunningNode, now: number, progress?: ProgressTexts): vscode.TreeItem {
  const { kind, usage, cost, since, idle } = row;
  const status = kind.status(resource);
  const item = new vscode.TreeItem(resource.name, None);
  // A status that stays, such as "In service", is what one expects here: the icon says it.
  const words = status?.inProgress ? (resource.step ?? status.words) : undefined;
  const done = status?.inProgress === true && progress?.text(resource);
  const description = [resource.note, idle, words, done, runningText(usage, cost, since, now)]
    .filter(Boolean)
    .join(' · ');
  item.id = `${kind.id}/${resource.arn}`;
  item.description = description;
  item.iconPath =
    idle === undefined
      ? new vscode.ThemeIcon(kind.icon, status?.color ? new vscode.ThemeColor(status.color) : undefined)
      : new vscode.ThemeIcon('watch', new vscode.ThemeColor('charts.yellow'));
  item.contextValue = contextValue(kind, resource);
  item.tooltip = rowTooltip(row, now);
  item.accessibilityInformation = { label: `${resource.name} ${description}, ${kind.singular}` };
  const { id, title } = commands.resourceOpenDetails;
  item.command = { command: id, title, arguments: [{ resource }] };
  return item;
}

function refusalItem({ kind, error }: Refusal): vscode.TreeItem {
  const { message, advice } = explain(error);
  const item = quietItem(kind.plural, kind.icon);
  item.id = `refusal/${kind.id}`;
  item.description = message.split('\n', 1)[0] ?? message;
  item.tooltip = [message, advice].filter(Boolean).join('\n\n');
  item.accessibilityInformation = { label: `${kind.plural}: ${message}` };
  return item;
}

function quietItem(label: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor('descriptionForeground'));
  item.contextValue = 'message';
  return item;
}
