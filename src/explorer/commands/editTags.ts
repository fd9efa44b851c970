import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import type { ResourceReference } from '../../catalog/resource.ts';
import { keyProblem, listTags, removeTag, setTag, type Tag, valueProblem } from '../../catalog/tags.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { pick, type PickItem } from '../../platform/pick.ts';
import { chooseResource } from '../chooseResource.ts';

/** A change of a resource's tags: a value sets the tag, none removes it. */
export interface TagChange {
  readonly key: string;
  readonly value: string | undefined;
}

/** Reads a change that a caller gave. @returns undefined for what is none: a menu passes all selected nodes there. */
export function readTagChange(value: unknown): TagChange | undefined {
  if (typeof value !== 'object' || value === null || !('key' in value)) return undefined;
  const given = 'value' in value ? value.value : undefined;
  if (typeof value.key !== 'string' || (given !== undefined && typeof given !== 'string')) return undefined;
  return { key: value.key, value: given };
}

/**
 * Shows a resource's tags to add, change and remove them, until the user has done enough.
 * @param given a change to make without asking.
 */
export async function editTags(
  connections: ConnectionService,
  argument: unknown,
  given?: TagChange,
): Promise<void> {
  const resource = await chooseResource(connections, argument, 'Edit tags', 'tag');
  if (!resource) return;
  const connection = await connections.connect();
  if (given) return change(connection, resource, given);
  for (;;) {
    let tags: readonly Tag[] = [];
    const chosen = await pick<Tag | 'add'>({
      title: `Tags of ${kindOf(resource.kind).singular} "${resource.name}"`,
      placeholder: 'Choose a tag to change or remove, or add one',
      empty: 'No tags yet',
      load: async (signal) => {
        tags = await listTags(connection, resource.arn, signal);
        return items(tags);
      },
    });
    if (chosen === undefined) return;
    const wanted = chosen === 'add' ? await askNew(tags) : await askChange(chosen);
    if (wanted) await change(connection, resource, wanted);
  }
}

function items(tags: readonly Tag[]): PickItem<Tag | 'add'>[] {
  const own = tags.map((tag): PickItem<Tag> => ({
    label: tag.key,
    description: tag.value,
    iconPath: new vscode.ThemeIcon('tag'),
    value: tag,
  }));
  return [...own, { label: 'Add a tag…', iconPath: new vscode.ThemeIcon('add'), value: 'add' }];
}

async function askNew(tags: readonly Tag[]): Promise<TagChange | undefined> {
  const key = await vscode.window.showInputBox({
    title: 'New tag',
    prompt: 'Key',
    validateInput: (text) => keyProblem(text, tags),
  });
  return key === undefined ? undefined : askValue(key, '');
}

async function askChange(tag: Tag): Promise<TagChange | undefined> {
  const remove: vscode.QuickPickItem = { label: 'Remove', iconPath: new vscode.ThemeIcon('trash') };
  const edit: vscode.QuickPickItem = { label: 'Change its value…', iconPath: new vscode.ThemeIcon('edit') };
  const title = `Tag ${tag.key}`;
  // AWS's own tags can neither be changed nor removed.
  if (/^aws:/i.test(tag.key)) {
    await vscode.window.showQuickPick([], {
      title,
      placeHolder: 'AWS has set this tag: only AWS changes it',
    });
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick([edit, remove], { title, placeHolder: tag.value });
  if (chosen === remove) return { key: tag.key, value: undefined };
  return chosen === edit ? askValue(tag.key, tag.value) : undefined;
}

async function askValue(key: string, value: string): Promise<TagChange | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Tag ${key}`,
    prompt: 'Value; it may be empty',
    value,
    validateInput: valueProblem,
  });
  return text === undefined ? undefined : { key, value: text };
}

async function change(connection: Connection, { arn }: ResourceReference, { key, value }: TagChange) {
  if (value === undefined) await removeTag(connection, arn, key);
  else await setTag(connection, arn, { key, value });
}
