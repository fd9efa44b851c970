import type * as vscode from 'vscode';
import type { ResourceFinder } from '../../catalog/find/resourceFinder.ts';
import type { ResourceKind } from '../../catalog/kind.ts';
import type { Resource } from '../../catalog/resource.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { directItem, foundItems, type GoToItem } from './goToItems.ts';

/** Milliseconds of quiet after which what was typed is searched for, and between two drawings of what comes. */
const quiet = 200;
const between = 100;

/** Fills the quick pick while somebody types: each text's search ends the one before. */
export class GoToSearch extends Disposables {
  readonly #pick: vscode.QuickPick<GoToItem>;
  readonly #finder: ResourceFinder;
  readonly #remembered: () => GoToItem[];
  readonly #log: Log;
  #abort = new AbortController();
  #typing: NodeJS.Timeout | undefined;
  #drawing: NodeJS.Timeout | undefined;

  constructor(pick: vscode.QuickPick<GoToItem>, finder: ResourceFinder, rows: () => GoToItem[], log: Log) {
    super();
    this.#pick = pick;
    this.#finder = finder;
    this.#remembered = rows;
    this.#log = log;
    this.add(pick.onDidChangeValue(() => this.#typed()));
    this.add({ dispose: () => this.#end() });
    this.#typed();
  }

  #end(): void {
    this.#abort.abort();
    clearTimeout(this.#typing);
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
  }

  #typed(): void {
    this.#end();
    this.#abort = new AbortController();
    const text = this.#pick.value.trim();
    const direct = directItem(text);
    this.#pick.busy = text !== '' && !direct;
    if (direct) this.#pick.items = [direct];
    else if (text === '') this.#pick.items = this.#remembered();
    else this.#typing = setTimeout(() => void this.#search(text, this.#abort.signal), quiet);
  }

  async #search(text: string, signal: AbortSignal): Promise<void> {
    const found = new Map<string, Resource>();
    const failures = new Map<ResourceKind, unknown>();
    const draw = (): void => {
      this.#drawing = undefined;
      this.#show(foundItems(text, [...found.values()], failures));
    };
    const soon = (): void => {
      this.#drawing ??= setTimeout(draw, between);
    };
    const finds = {
      found: (resources: readonly Resource[]) => {
        for (const resource of resources) found.set(resource.arn, resource);
        soon();
      },
      failed: (kind: ResourceKind, error: unknown) => {
        this.#log.error(`Search ${kind.plural.toLowerCase()} for "${text}"`, error);
        failures.set(kind, error);
        soon();
      },
    };
    await this.#finder.find(text, finds, signal);
    if (signal.aborted) return;
    clearTimeout(this.#drawing);
    draw();
    this.#pick.busy = false;
  }

  /** Draws anew, and keeps the row that the user has moved to. */
  #show(items: readonly GoToItem[]): void {
    const [active] = this.#pick.activeItems;
    const wasFirst = active === this.#pick.items[0];
    this.#pick.items = items;
    const same = items.find(({ resource }) => resource && resource.arn === active?.resource?.arn);
    if (same && !wasFirst) this.#pick.activeItems = [same];
  }
}
