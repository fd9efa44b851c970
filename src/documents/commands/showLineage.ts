import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { kindTitle, knownKind } from '../../catalog/lineage/kindTitle.ts';
import { lineageOf } from '../../catalog/lineage/lineage.ts';
import type { Lineage, Related } from '../../catalog/lineage/related.ts';
import type { ResourceReference } from '../../catalog/resource.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import { explain } from '../../platform/explain.ts';
import { askResource } from '../askResource.ts';
import { showDetails } from '../openDetails.ts';
import { resourceArgument } from '../resourceArgument.ts';

interface Item extends vscode.QuickPickItem {
  readonly related?: Related;
}

const details: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('json'), tooltip: 'Open details' };

/** Walks the lineage: from a resource to what made it and what it made, and on from there. */
export async function showLineage(connections: ConnectionService, argument: unknown): Promise<void> {
  const start = resourceArgument(argument) ?? (await askResource(connections, 'Show lineage'));
  if (start) await new LineageWalk(connections).from(start);
}

class LineageWalk {
  readonly #connections: ConnectionService;
  readonly #pick = vscode.window.createQuickPick<Item>();
  readonly #way: ResourceReference[] = [];
  #abort = new AbortController();

  constructor(connections: ConnectionService) {
    this.#connections = connections;
  }

  /** @returns when the user has left it. */
  from(start: ResourceReference): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const pick = this.#pick;
    pick.matchOnDescription = true;
    pick.onDidTriggerButton((button) => (button === details ? this.#open() : this.#back()));
    pick.onDidTriggerItemButton(({ item: { related } }) => related && this.#go(related, true));
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item?.related) this.#go(item.related, false);
    });
    pick.onDidHide(() => {
      this.#abort.abort();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
    this.#enter(start);
    return promise;
  }

  #enter(resource: ResourceReference): void {
    this.#way.push(resource);
    this.#abort.abort();
    this.#abort = new AbortController();
    const pick = this.#pick;
    pick.title = `Lineage of ${kindTitle(resource.kind)} ${resource.name}`;
    pick.buttons = [...(this.#way.length > 1 ? [vscode.QuickInputButtons.Back] : []), details];
    pick.placeholder = 'Looking for what made it and what it made…';
    pick.value = '';
    pick.items = [];
    pick.busy = true;
    void this.#load(resource, this.#abort.signal);
  }

  async #load(resource: ResourceReference, signal: AbortSignal): Promise<void> {
    const lineage = await this.#lineage(resource, signal);
    if (signal.aborted) return;
    this.#pick.items = items(lineage);
    this.#pick.placeholder = lineage.related.length === 0 ? 'Nothing is known' : 'Go on from…';
    this.#pick.busy = false;
  }

  async #lineage(resource: ResourceReference, signal: AbortSignal): Promise<Lineage> {
    try {
      const connection = await this.#connections.connect();
      const described = await kindOf(resource.kind).describe(connection, resource, signal);
      return await lineageOf(connection, described, signal);
    } catch (error) {
      return { related: [], notes: [explain(error).message] };
    }
  }

  #go({ target }: Related, open: boolean): void {
    if (target.type === 's3') {
      this.#pick.hide();
      void vscode.commands.executeCommand(commands.s3Open.id, target.uri);
    } else if (open || !knownKind(target.reference.kind)) {
      this.#pick.hide();
      void vscode.commands.executeCommand(commands.resourceOpenDetails.id, target.reference);
    } else this.#enter(target.reference);
  }

  #open(): void {
    const here = this.#way.at(-1);
    this.#pick.hide();
    if (here) void showDetails(here);
  }

  #back(): void {
    this.#way.pop();
    const before = this.#way.pop();
    if (before) this.#enter(before);
  }
}

function items({ related, notes }: Lineage): Item[] {
  const rows = related.flatMap((one, index): Item[] => {
    const { role, what, target } = one;
    const item: Item =
      target.type === 's3'
        ? { label: target.uri, description: what, iconPath: new vscode.ThemeIcon('package'), related: one }
        : {
            label: target.reference.name,
            description: what,
            iconPath: new vscode.ThemeIcon(knownKind(target.reference.kind)?.icon ?? 'circle-outline'),
            buttons: [details],
            related: one,
          };
    const heading: Item = { label: sentenceCase(role), kind: vscode.QuickPickItemKind.Separator };
    return related[index - 1]?.role === role ? [item] : [heading, item];
  });
  return [
    ...rows,
    ...notes.map((note) => ({ label: note, iconPath: new vscode.ThemeIcon('info'), alwaysShow: true })),
  ];
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
