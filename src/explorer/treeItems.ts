import * as vscode from 'vscode';
import { contextValue, withActions } from '../catalog/contextValue.ts';
import type { Child } from '../catalog/details.ts';
import { descriptionText } from '../catalog/text.ts';
import { commands } from '../manifest/commands.ts';
import { explain } from '../platform/explain.ts';
import { filterText } from './filter.ts';
import { lineageItem } from './lineageNodes.ts';
import {
  type ActionNode,
  type ChildNode,
  type ErrorNode,
  type GroupNode,
  type KindNode,
  type LostPinNode,
  type Node,
  resourceId,
  type ResourceNode,
} from './nodes.ts';
import { sortsHere } from './pages.ts';
import { sortText } from './sort.ts';
import type { ProgressTexts } from './progressText.ts';
import type { ViewMemory } from './viewMemory.ts';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** What the look of nodes depends on beside themselves. */
export interface Look {
  readonly memory: ViewMemory;
  /** The AWS console has pages for what is shown. */
  readonly console: boolean;
  readonly progress: ProgressTexts;
}

/** Open when nobody has folded anything yet: where most work is done. */
const openAtFirst: ReadonlySet<GroupNode['label']> = new Set(['Training', 'Inference']);

/** How a node looks. Ids are stable, so VS Code keeps selection and expansion over refreshes. */
export function treeItem(node: Node, look: Look): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return row(
        node.label,
        `group/${node.label}`,
        'group',
        openAtFirst.has(node.label) ? Expanded : Collapsed,
      );
    case 'kind':
      return kindItem(node, look);
    case 'resource':
      return resourceItem(node, look);
    case 'child':
      return childItem(node);
    case 'lineage':
      return lineageItem(node);
    case 'lostPin':
      return lostPinItem(node);
    case 'action':
      return actionItem(node);
    case 'error':
      return errorItem(node);
    case 'message':
      return row(node.label, node.id, 'message', None);
  }
}

function row(
  label: string,
  id: string,
  context: string,
  state: vscode.TreeItemCollapsibleState,
  description = '',
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  item.contextValue = context;
  if (description !== '') item.description = description;
  // Else a screen reader reads the tooltip in place of the label.
  item.accessibilityInformation = { label: [label, description].filter(Boolean).join(', ') };
  return item;
}

function kindItem({ id, key, kind, label, parent }: KindNode, { memory }: Look): vscode.TreeItem {
  const view = memory.viewOf(key);
  const filter = filterText(view.filter);
  const order = sortText(view.sort);
  const parts = [
    filter && `filter: ${filter}`,
    order && (sortsHere(kind, view) ? `${order}, of those loaded` : order),
    kind.closed && 'closed to new customers',
  ];
  const open = kind.expanded === true && parent === undefined;
  const context = `kind:${kind.id}${filter === '' ? '' : ' is:filtered'}`;
  const item = row(label, id, context, open ? Expanded : Collapsed, parts.filter(Boolean).join(' · '));
  item.iconPath = new vscode.ThemeIcon(kind.icon);
  if (kind.closed) item.tooltip = kind.closed;
  return item;
}

function resourceItem(node: ResourceNode, { console, progress }: Look): vscode.TreeItem {
  const {
    parent: { kind },
    resource,
    pinned,
  } = node;
  const status = kind.status(resource);
  const done = status?.inProgress === true ? progress.text(resource) : undefined;
  const text = descriptionText(resource, status, Date.now(), done);
  const description = [pinned && 'pinned', text].filter(Boolean).join(' · ');
  const context = [
    contextValue(kind, resource),
    `can:${pinned ? 'unpin' : 'pin'}`,
    ...(console && kind.consolePath ? ['can:console'] : []),
  ];
  const item = row(resource.name, resourceId(node), context.join(' '), Collapsed, description);
  item.iconPath = themeIcon(status?.icon ?? kind.icon, status?.color);
  item.accessibilityInformation = { label: `${resource.name} ${description}, ${kind.singular}` };
  return item;
}

function childItem(node: ChildNode): vscode.TreeItem {
  const { child, parent } = node;
  const context = withActions('child', child.actions);
  const item = row(child.label, `${resourceId(parent)}/${child.id}`, context, None, child.description);
  if (child.tooltip !== undefined) item.tooltip = child.tooltip;
  item.accessibilityInformation = { label: [child.label, child.description].filter(Boolean).join(' ') };
  item.iconPath = themeIcon(child.icon, child.color);
  const command = opens(child);
  if (command) item.command = { command: command.id, title: command.title, arguments: [node] };
  return item;
}

function opens({ open }: Child) {
  switch (open) {
    case 'tail':
      return commands.logsTail;
    case 'openS3':
      return commands.s3Open;
    case 'describe':
      return commands.resourceOpenDetails;
    case undefined:
      return undefined;
  }
}

function lostPinItem({ parent, resource, error }: LostPinNode): vscode.TreeItem {
  const { reason, message } = explain(error);
  const gone = reason === 'not-found' || reason === 'invalid-request';
  const description = `pinned · ${gone ? 'no longer there' : message}`;
  const item = row(
    resource.name,
    `${parent.id}/lost/${resource.arn}`,
    'lostPin can:unpin',
    None,
    description,
  );
  item.iconPath = themeIcon('pinned', 'disabledForeground');
  item.tooltip = `${resource.arn}\n\n${message}`;
  return item;
}

function actionItem(node: ActionNode): vscode.TreeItem {
  const item = row(node.label, node.id, 'action', None, node.description);
  item.iconPath = new vscode.ThemeIcon(node.icon);
  const args = node.argument ? [node.argument] : [];
  item.command = { command: node.command.id, title: node.label, arguments: args };
  return item;
}

function errorItem({ id, label, error }: ErrorNode): vscode.TreeItem {
  const { message, advice } = explain(error);
  const item = row(label ?? message.split('\n', 1)[0] ?? message, id, 'error', Expanded);
  item.iconPath = themeIcon('error', 'list.errorForeground');
  item.tooltip = [message, advice].filter(Boolean).join('\n\n');
  item.accessibilityInformation = { label: label === undefined ? message : `${label}: ${message}` };
  return item;
}

function themeIcon(icon: string, color: string | undefined): vscode.ThemeIcon {
  return color === undefined
    ? new vscode.ThemeIcon(icon)
    : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}
