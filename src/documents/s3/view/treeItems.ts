import * as vscode from 'vscode';
import { age, moment } from '../../../catalog/text.ts';
import { commands } from '../../../manifest/commands.ts';
import { formatBytes } from '../../../analysis/text/bytes.ts';
import { explain } from '../../../platform/explain.ts';
import { s3Uri } from '../../../platform/s3Uri.ts';
import { archiveUri, isArchive } from '../archive/archiveUri.ts';
import { encodeSegment } from '../keyPath.ts';
import { s3ContextValue } from './contextValue.ts';
import type {
  ActionNode,
  BucketNode,
  EntryNode,
  ErrorNode,
  FolderNode,
  ObjectNode,
  S3Node,
} from './nodes.ts';
import { uriOf } from './uriOf.ts';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** How a node looks. Ids are stable, so VS Code keeps selection and expansion over refreshes. */
export function treeItem(node: S3Node): vscode.TreeItem {
  const item = look(node);
  item.id = idOf(node);
  return item;
}

export function idOf(node: S3Node): string {
  switch (node.type) {
    case 'bucket':
    case 'folder':
    case 'object':
      return `${node.type}/${node.place.bucket}/${node.place.key}`;
    case 'entry':
      return `entry/${archiveUri(node.place, node.way).toString()}`;
    default:
      return node.id;
  }
}

function look(node: S3Node): vscode.TreeItem {
  switch (node.type) {
    case 'bucket':
      return bucketItem(node);
    case 'folder':
      return folderItem(node);
    case 'object':
      return objectItem(node);
    case 'entry':
      return entryItem(node);
    case 'action':
      return actionItem(node);
    case 'error':
      return errorItem(node);
    case 'message': {
      const item = new vscode.TreeItem(node.label, None);
      item.contextValue = 'message';
      return item;
    }
  }
}

function bucketItem({ place, isDefault, createdAt }: BucketNode): vscode.TreeItem {
  const item = new vscode.TreeItem(place.bucket, Collapsed);
  item.iconPath = new vscode.ThemeIcon('database');
  item.contextValue = s3ContextValue('bucket');
  if (isDefault) item.description = 'SageMaker default';
  item.tooltip = facts(place.bucket, [
    ['Created', moment(createdAt)],
    ['URI', s3Uri(place.bucket, '')],
  ]);
  item.accessibilityInformation = {
    label: `${place.bucket}${isDefault ? ', SageMaker default' : ''}, bucket`,
  };
  return item;
}

function folderItem(node: FolderNode): vscode.TreeItem {
  const { place } = node;
  const name = nameOf(place.key.slice(0, -1));
  const item = new vscode.TreeItem(name, Collapsed);
  item.iconPath = vscode.ThemeIcon.Folder;
  item.resourceUri = uriOf(node);
  item.contextValue = s3ContextValue('folder');
  item.tooltip = s3Uri(place.bucket, place.key);
  item.accessibilityInformation = { label: `${name}, folder` };
  return item;
}

function objectItem(node: ObjectNode): vscode.TreeItem {
  const { place, listed } = node;
  const archive = isArchive(place.key);
  const name = nameOf(place.key);
  const item = new vscode.TreeItem(name, archive ? Collapsed : None);
  const when = listed.modifiedAt && age(listed.modifiedAt, Date.now());
  item.description = [formatBytes(listed.size), when].filter(Boolean).join(' · ');
  item.iconPath = archive ? new vscode.ThemeIcon('file-zip') : vscode.ThemeIcon.File;
  item.resourceUri = uriOf(node);
  item.contextValue = s3ContextValue(archive ? 'archive' : 'object');
  item.tooltip = facts(name, [
    ['Size', `${formatBytes(listed.size)} (${listed.size} bytes)`],
    ['Modified', moment(listed.modifiedAt)],
    ['Storage class', listed.storageClass],
    ['ETag', listed.etag],
    ['URI', s3Uri(place.bucket, place.key)],
  ]);
  item.accessibilityInformation = { label: `${name} ${item.description}, ${archive ? 'archive' : 'object'}` };
  if (!archive)
    item.command = { command: commands.s3Open.id, title: commands.s3Open.title, arguments: [node] };
  return item;
}

function entryItem(node: EntryNode): vscode.TreeItem {
  const { found, way } = node;
  const folder = 'folders' in found;
  const name = nameOf(way.at(-1) ?? '');
  const item = new vscode.TreeItem(name, folder ? Collapsed : None);
  item.iconPath = folder ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  item.resourceUri = uriOf(node);
  item.contextValue = s3ContextValue(folder ? 'archiveFolder' : 'archiveFile');
  item.accessibilityInformation = { label: `${name}, in an archive` };
  if (folder) return item;
  item.description = found.target === undefined ? formatBytes(found.size) : `link to ${found.target}`;
  item.tooltip = facts(name, [
    ['Size', `${formatBytes(found.size)} (${found.size} bytes)`],
    ['Modified', moment(found.modifiedAt)],
    ['Link to', found.target],
    ['In', s3Uri(node.place.bucket, node.place.key)],
  ]);
  item.command = { command: commands.s3Open.id, title: commands.s3Open.title, arguments: [node] };
  return item;
}

function actionItem(node: ActionNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, None);
  item.iconPath = new vscode.ThemeIcon(node.icon);
  item.contextValue = 'action';
  item.command = {
    command: node.command.id,
    title: node.label,
    arguments: node.argument ? [node.argument] : [],
  };
  return item;
}

function errorItem({ label, error }: ErrorNode): vscode.TreeItem {
  const { message, advice } = explain(error);
  const item = new vscode.TreeItem(label ?? message.split('\n', 1)[0] ?? message, Expanded);
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.tooltip = [message, advice].filter(Boolean).join('\n\n');
  item.accessibilityInformation = { label: label === undefined ? message : `${label}: ${message}` };
  item.contextValue = 'error';
  return item;
}

/** The last part of a key; one that is empty, or looks like a way elsewhere, as in paths. */
const nameOf = (key: string) => encodeSegment(key.split('/').at(-1) ?? '');

/** Names and values are shown as text, whatever they hold. */
function facts(
  name: string,
  lines: readonly (readonly [string, string | undefined])[],
): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(name).appendMarkdown('**\n\n');
  for (const [label, value] of lines) {
    if (value) markdown.appendMarkdown(`- ${label}: `).appendText(value).appendMarkdown('\n');
  }
  return markdown;
}
