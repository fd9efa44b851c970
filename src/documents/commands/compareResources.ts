import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import { sameResource } from '../../catalog/links/sameResource.ts';
import { referenceFrom, type ResourceReference } from '../../catalog/resource.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { contextKeys } from '../../manifest/views.ts';
import { pick } from '../../platform/pick.ts';
import { UserError } from '../../platform/userError.ts';
import { askResource } from '../askResource.ts';
import { resourceArgument } from '../resourceArgument.ts';
import { resourceUri } from '../resourceUri.ts';

/** Two resources side by side in VS Code's diff editor. */
export class Comparison {
  readonly #connections: ConnectionService;
  #selected: ResourceReference | undefined;

  constructor(connections: ConnectionService) {
    this.#connections = connections;
  }

  /** Compares the two that are selected in the tree, else the one with another of its kind that the user picks. */
  async compare(argument: unknown, selection: unknown): Promise<void> {
    const chosen = Array.isArray(selection)
      ? selection.flatMap((node: unknown) => referenceFrom(node) ?? [])
      : [];
    const [first, second, third] = chosen;
    if (third)
      throw new UserError('invalid-input', `${chosen.length} resources are selected`, {
        advice: 'Select two.',
      });
    if (first && second) return showDiff(first, second);
    const left = resourceArgument(argument) ?? (await askResource(this.#connections, 'Compare'));
    const right = left && (await this.#other(left));
    if (left && right) await showDiff(left, right);
  }

  /** Remembers one for "Compare with Selected". */
  async select(argument: unknown): Promise<void> {
    this.#selected = resourceArgument(argument);
    await vscode.commands.executeCommand(
      'setContext',
      contextKeys.selectedForCompare,
      this.#selected !== undefined,
    );
  }

  /** Compares with the one that was selected before, which stands on the left as in VS Code's own explorer. */
  async compareWithSelected(argument: unknown): Promise<void> {
    const right = resourceArgument(argument);
    if (!this.#selected || !right) {
      throw new UserError('invalid-input', 'There is nothing to compare with', {
        advice: 'Choose "Select for Compare" on another resource first.',
      });
    }
    await showDiff(this.#selected, right);
  }

  #other(left: ResourceReference): Promise<ResourceReference | undefined> {
    const kind = kindOf(left.kind);
    return pick({
      title: `Compare ${left.name} with…`,
      placeholder: `Which ${kind.singular}?`,
      empty: `There is no other ${kind.singular}`,
      load: async (signal) =>
        choices(await this.#connections.connect(), kind, {
          signal,
          where: (resource) => !sameResource(resource, left),
        }),
    });
  }
}

async function showDiff(left: ResourceReference, right: ResourceReference): Promise<void> {
  const title = `${left.name} ↔ ${right.name}`;
  await vscode.commands.executeCommand('vscode.diff', resourceUri(left), resourceUri(right), title);
}
