import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { Disposables } from '../platform/disposables.ts';
import { isCancellation } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { updateNode } from './buildNodes.ts';
import type { KindNode, Node } from './nodes.ts';
import { type Outcome, pollDelay } from './pollDelay.ts';
import type { ResourcesTree } from './resourcesTree.ts';

/** Milliseconds after which ages ("2 min ago") are written anew. */
const agesEvery = 30_000;

/**
 * Keeps the tree true while it is seen: asks again while something is in progress, after this window has changed something,
 * and when the user comes back to it. Asks nothing while the view is hidden or all is quiet.
 */
export class Refresher extends Disposables {
  readonly #connections: ConnectionService;
  readonly #tree: ResourcesTree;
  readonly #view: vscode.TreeView<Node>;
  readonly #log: Log;
  readonly #collapsed = new Set<string>();
  #running: Promise<void> | undefined;
  #again = false;
  #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #delay = 1000;

  constructor(connections: ConnectionService, tree: ResourcesTree, view: vscode.TreeView<Node>, log: Log) {
    super();
    this.#connections = connections;
    this.#tree = tree;
    this.#view = view;
    this.#log = log;
    this.add(view.onDidChangeVisibility(({ visible }) => (visible ? this.refresh() : this.#rest())));
    this.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && this.refresh()));
    this.add(view.onDidCollapseElement(({ element }) => element.type === 'kind' && this.#fold(element)));
    this.add(view.onDidExpandElement(({ element }) => element.type === 'kind' && this.#unfold(element)));
    this.add(connections.onDidWrite((operation) => this.#afterWrite(operation)));
    this.add(connections.onDidChange(() => this.#rest()));
    // Whatever loaded it: what is drawn now may be in progress.
    this.add(tree.onDidList(() => this.#schedule()));
    const ages = setInterval(() => this.#redrawAges(), agesEvery);
    this.add({ dispose: () => clearInterval(ages) });
    this.add({ dispose: () => this.#rest() });
  }

  /** Looks now at all kinds that are open; several calls at once become one more look after the one under way. */
  refresh(): void {
    if (!this.#active()) return;
    if (this.#running) this.#again = true;
    else this.#running = this.#look(this.#open()).finally(() => this.#next());
  }

  #active(): boolean {
    return this.#view.visible && this.#connections.state.kind === 'connected';
  }

  #open(): KindNode[] {
    return this.#tree.kinds.filter(({ kind, list }) => list.loaded && !this.#collapsed.has(kind.id));
  }

  #busy(): KindNode[] {
    return this.#open().filter(({ kind, list }) => list.items.some((item) => kind.status(item)?.inProgress));
  }

  #next(): void {
    this.#running = undefined;
    if (this.#again) {
      this.#again = false;
      this.refresh();
    } else this.#schedule();
  }

  /** The next look at what is in progress, unless one is under way or due already. */
  #schedule(): void {
    if (this.#running || this.#timer || !this.#active() || this.#busy().length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#running || !this.#active()) return;
      this.#running = this.#look(this.#busy()).finally(() => this.#next());
    }, this.#delay);
  }

  /** Nobody looks any more: what is under way is given up. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#delay = 1000;
  }

  async #look(nodes: readonly KindNode[]): Promise<void> {
    const outcomes = await Promise.all(nodes.map((node) => this.#lookAt(node, this.#abort.signal)));
    const worst = (['failed', 'changed', 'unchanged'] as const).find((outcome) => outcomes.includes(outcome));
    this.#delay = pollDelay(this.#delay, worst ?? 'unchanged');
  }

  async #lookAt(node: KindNode, signal: AbortSignal): Promise<Outcome> {
    const { kind, list } = node;
    const failedBefore = list.error !== undefined;
    try {
      const { order, changed } = await list.refresh(signal);
      if (order) this.#tree.redraw(node);
      else this.#redrawResources(node, new Set(changed.map(({ arn }) => arn)));
      return order || changed.length > 0 ? 'changed' : 'unchanged';
    } catch (error) {
      if (signal.aborted || isCancellation(error)) return 'unchanged';
      this.#log.error(`Refresh ${kind.plural.toLowerCase()}`, error);
      if (!failedBefore) this.#tree.redraw(node);
      return 'failed';
    }
  }

  /** Draws what has changed, and what is in progress since its elapsed time is part of its text. */
  #redrawResources(parent: KindNode, changed: ReadonlySet<string>): void {
    for (const resource of parent.list.items) {
      const node = parent.nodes.get(resource.arn);
      if (!node) continue;
      updateNode(node, resource);
      if (changed.has(resource.arn) || parent.kind.status(resource)?.inProgress) this.#tree.redraw(node);
    }
  }

  #redrawAges(): void {
    if (this.#active()) for (const node of this.#open()) this.#tree.redraw(node);
  }

  #fold({ kind }: KindNode): void {
    this.#collapsed.add(kind.id);
  }

  #unfold({ kind, list }: KindNode): void {
    this.#collapsed.delete(kind.id);
    if (list.loaded) this.refresh();
  }

  /** `CreateTrainingJob` has changed the training jobs. */
  #afterWrite(operation: string): void {
    const subject = operation.replace(/^[A-Z][a-z]+/, '').toLowerCase();
    this.#delay = 1000;
    if (this.#tree.kinds.some(({ kind }) => kind.id.toLowerCase() === subject)) this.refresh();
  }
}
