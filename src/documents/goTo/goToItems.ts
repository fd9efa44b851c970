import * as vscode from 'vscode';
import { byMatch } from '../../catalog/find/resourceFinder.ts';
import type { ResourceKind } from '../../catalog/kind.ts';
import { kindTitle, knownKind } from '../../catalog/lineage/kindTitle.ts';
import { targetOf } from '../../catalog/links/target.ts';
import type { Resource, ResourceReference } from '../../catalog/resource.ts';
import { descriptionText } from '../../catalog/text.ts';
import { explain } from '../../platform/explain.ts';

/** A row of "Go to resource…": a resource, something in S3, or what could not be searched. */
export interface GoToItem extends vscode.QuickPickItem {
  readonly resource?: ResourceReference;
  readonly s3Uri?: string;
  readonly showsLog?: boolean;
}

export const detailsButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('json'),
  tooltip: 'Open details',
};
export const copyArnButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: 'Copy ARN',
};

/** What is shown before anything is typed. */
export function remembered(
  pinned: readonly ResourceReference[],
  recent: readonly ResourceReference[],
): GoToItem[] {
  const pins = new Set(pinned.map(({ arn }) => arn));
  const others = recent.filter(({ arn }) => !pins.has(arn));
  return [...section('Pinned', pinned), ...section('Recent', others)];
}

/** What has been found so far, best first; and at the end which kinds could not be searched. */
export function foundItems(
  text: string,
  found: readonly Resource[],
  failures: ReadonlyMap<ResourceKind, unknown>,
): GoToItem[] {
  const rows = [...found].sort(byMatch(text)).map(resourceItem);
  return failures.size === 0 ? rows : [...rows, failureItem(failures)];
}

/** The row of an ARN or an S3 URI that was typed; undefined for other text. */
export function directItem(text: string): GoToItem | undefined {
  const target = targetOf(text);
  if (!target) return undefined;
  if (target.type === 'resource') return { ...resourceItem(target.reference), detail: text };
  return {
    label: target.uri,
    description: 'S3',
    iconPath: new vscode.ThemeIcon('package'),
    alwaysShow: true,
    s3Uri: target.uri,
  };
}

function section(label: string, resources: readonly ResourceReference[]): GoToItem[] {
  if (resources.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...resources.map(resourceItem)];
}

function resourceItem(resource: Resource | ResourceReference): GoToItem {
  const kind = knownKind(resource.kind);
  const state = descriptionText(resource, kind?.status(resource), Date.now());
  return {
    label: resource.name,
    description: [kindTitle(resource.kind), state].filter(Boolean).join(' · '),
    iconPath: new vscode.ThemeIcon(kind?.icon ?? 'circle-outline'),
    buttons: [detailsButton, copyArnButton],
    // Found by SageMaker, which may match otherwise than VS Code.
    alwaysShow: true,
    resource,
  };
}

function failureItem(failures: ReadonlyMap<ResourceKind, unknown>): GoToItem {
  const kinds = [...failures.keys()].map(({ plural }) => plural);
  const [first] = failures.values();
  const names =
    kinds.length > 4 ? `${kinds.slice(0, 3).join(', ')} and ${kinds.length - 3} more` : kinds.join(', ');
  return {
    label: `Could not search ${names}`,
    detail: explain(first).message.split('\n', 1)[0] ?? '',
    iconPath: new vscode.ThemeIcon('warning'),
    alwaysShow: true,
    showsLog: true,
  };
}
