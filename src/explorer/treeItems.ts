import * as vscode from 'vscode';
import { contextValue, withActions } from '../catalog/contextValue.ts';
import type { Child } from '../catalog/details.ts';
import { descriptionText } from '../catalog/text.ts';
import { commands } from '../manifest/commands.ts';
import { explain } from '../platform/explain.ts';
import type { ActionNode, ChildNode, ErrorNode, KindNode, Node, ResourceNode } from './nodes.ts';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** How a node looks. Ids are stable, so VS Code keeps selection and expansion over refreshes. */
export function treeItem(node: Node): vscode.TreeItem {
  switch (node.type) {
    case 'group': {
      const item = new vscode.TreeItem(node.label, Expanded);
      item.id = `group/${node.label}`;
      item.contextValue = 'group';
      return item;
    }
    case 'kind':
      return kindItem(node);
    case 'resource':
      return resourceItem(node);
    case 'child':
      return childItem(node);
    case 'action':
      return actionItem(node);
    case 'error':
      return errorItem(node);
    case 'message': {
      const item = new vscode.TreeItem(node.label, None);
      item.id = node.id;
      item.contextValue = 'message';
      return item;
    }
  }
}

function kindItem({ kind }: KindNode): vscode.TreeItem {
  const item = new vscode.TreeItem(kind.plural, kind.expanded === true ? Expanded : Collapsed);
  item.id = `kind/${kind.id}`;
  item.iconPath = new vscode.ThemeIcon(kind.icon);
  item.contextValue = `kind:${kind.id}`;
  return item;
}

function resourceItem({ parent: { kind }, resource }: ResourceNode): vscode.TreeItem {
  const status = kind.status(resource);
  const item = new vscode.TreeItem(resource.name, Collapsed);
  const description = descriptionText(resource, status, Date.now());
  item.id = `${kind.id}/${resource.name}`;
  item.description = description;
  item.iconPath = themeIcon(status?.icon ?? kind.icon, status?.color);
  item.contextValue = contextValue(kind, resource);
  item.accessibilityInformation = { label: `${resource.name} ${description}, ${kind.singular}` };
  return item;
}

function childItem(node: ChildNode): vscode.TreeItem {
  const { child, parent } = node;
  const item = new vscode.TreeItem(child.label, None);
  item.id = `${parent.parent.kind.id}/${parent.resource.name}/${child.id}`;
  if (child.description !== undefined) item.description = child.description;
  if (child.tooltip !== undefined) item.tooltip = child.tooltip;
  // Else a screen reader reads the tooltip in place of the label.
  item.accessibilityInformation = { label: [child.label, child.description].filter(Boolean).join(' ') };
  item.iconPath = themeIcon(child.icon, child.color);
  item.contextValue = withActions('child', child.actions);
  const command = opens(child);
  if (command) item.command = { command: command.id, title: command.title, arguments: [node] };
  return item;
}

function opens({ open }: Child) {
  if (open === 'tail') return commands.logsTail;
  if (open === 'openS3') return undefined;
  return open === 'describe' ? commands.resourceOpenDetails : undefined;
}

function actionItem(node: ActionNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, None);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon(node.icon);
  item.contextValue = 'action';
  const args = node.argument ? [node.argument] : [];
  item.command = { command: node.command.id, title: node.label, arguments: args };
  return item;
}

function errorItem({ id, label, error }: ErrorNode): vscode.TreeItem {
  const { message, advice } = explain(error);
  const item = new vscode.TreeItem(label ?? message.split('\n', 1)[0] ?? message, Expanded);
  item.id = id;
  item.iconPath = themeIcon('error', 'list.errorForeground');
  item.tooltip = [message, advice].filter(Boolean).join('\n\n');
  item.accessibilityInformation = { label: label === undefined ? message : `${label}: ${message}` };
  item.contextValue = 'error';
  return item;
}

function themeIcon(icon: string, color: string | undefined): vscode.ThemeIcon {
  return color === undefined
    ? new vscode.ThemeIcon(icon)
    : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}
