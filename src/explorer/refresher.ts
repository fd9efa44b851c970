import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { Disposables } from '../platform/disposables.ts';
import type { Log } from '../platform/log.ts';
import type { Difference } from './listDifference.ts';
import { type AskList, lookAtLists } from './listLook.ts';
import type { KindNode, Node } from './nodes.ts';
import { OpenLists } from './openLists.ts';
import { inProgress, poll } from './poll.ts';
import { pollDelay } from './pollDelay.ts';
import type { ResourcesTree } from './resourcesTree.ts';

/** Milliseconds after which ages ("2 min ago") are written anew. */
const agesEvery = 30_000;
/** Milliseconds between two looks in a window that nobody has touched for a while: it may be covered, or be watched. */
const untouched = 30_000;

/**
 * Keeps the tree true while it is seen: asks again while something is in progress, after this window has changed something,
 * and when the user comes back to it. Asks nothing while the view is hidden or all is quiet, nor of what is folded, nor of
 * kinds that the connection refuses.
 */
export class Refresher extends Disposables {
  readonly #connections: ConnectionService;
  readonly #tree: ResourcesTree;
  readonly #view: vscode.TreeView<Node>;
  readonly #log: Log;
  readonly #open: OpenLists;
  #wanted = new Set<KindNode>();
  #running: Promise<void> | undefined;
  #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #delay = 1000;
  #turn = 0;
  #focused = vscode.window.state.focused;

  constructor(connections: ConnectionService, tree: ResourcesTree, view: vscode.TreeView<Node>, log: Log) {
    super();
    this.#connections = connections;
    this.#tree = tree;
    this.#open = new OpenLists(tree);
    this.#view = view;
    this.#log = log;
    this.add(view.onDidChangeVisibility(({ visible }) => (visible ? this.refresh() : this.#rest())));
    this.add(vscode.window.onDidChangeWindowState(({ focused }) => this.#focus(focused)));
    this.add(view.onDidCollapseElement(({ element }) => this.#fold(element)));
    this.add(view.onDidExpandElement(({ element }) => this.#unfold(element)));
    this.add(connections.onDidWrite((operation) => this.#afterWrite(operation)));
    this.add(connections.onDidChange(() => this.#rest()));
    // Whatever loaded it: what is drawn now may be in progress.
    this.add(tree.onDidList(() => this.#schedule()));
    const ages = setInterval(() => this.#redrawAges(), agesEvery);
    this.add({ dispose: () => clearInterval(ages) });
    this.add({ dispose: () => this.#rest() });
  }

  /** Looks now at lists that are open; those asked for during a look are looked at after it. */
  refresh(nodes: readonly KindNode[] = this.#open.all()): void {
    if (!this.#active() || nodes.length === 0) return;
    for (const node of nodes) this.#wanted.add(node);
    this.#running ??= this.#lookAtWanted().finally(() => this.#next());
  }

  /** When the user comes back; the event tells as well when he has not moved for a while. */
  #focus(focused: boolean): void {
    if (focused && !this.#focused) this.refresh();
    this.#focused = focused;
  }

  #active(): boolean {
    return this.#view.visible && this.#connections.state.kind === 'connected';
  }

  #next(): void {
    this.#running = undefined;
    if (this.#wanted.size > 0 && this.#active()) this.refresh([...this.#wanted]);
    else this.#schedule();
  }

  /** The next look at what is in progress, unless one is under way or due already. */
  #schedule(): void {
    if (this.#running || this.#timer || !this.#active() || this.#open.busy().length === 0) return;
    const { focused, active } = vscode.window.state;
    const delay = focused || active ? this.#delay : Math.max(this.#delay, untouched);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#running || !this.#active()) return;
      this.#running = this.#poll().finally(() => this.#next());
    }, delay);
  }

  /** Nobody looks any more: what is under way is given up. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#wanted = new Set();
    this.#delay = 1000;
  }

  #lookAtWanted(): Promise<void> {
    const nodes = [...this.#wanted];
    this.#wanted = new Set();
    return this.#look(nodes, (node, signal) => node.list.refresh(signal));
  }

  async #poll(): Promise<void> {
    const from = await this.#connections.connect();
    const turn = this.#turn++;
    await this.#look(this.#open.busy(), async (node, signal) => {
      const pinsChanged = await node.pins.poll(node.list.items, signal);
      const none: Difference = { order: false, changed: [] };
      const difference =
        inProgress(node).length === 0
          ? none
          : await poll(from, node, this.#tree.memory.viewOf(node.key), turn, signal);
      return pinsChanged ? { ...difference, order: true } : difference;
    });
  }

  async #look(nodes: readonly KindNode[], ask: AskList): Promise<void> {
    const { outcome, wait } = await lookAtLists(this.#tree, nodes, ask, this.#abort.signal, this.#log);
    this.#delay = pollDelay(this.#delay, outcome, wait);
  }

  #redrawAges(): void {
    if (this.#active()) for (const node of this.#open.all()) this.#tree.redraw(node);
  }

  #fold(node: Node): void {
    this.#open.fold(node);
    if (node.type === 'resource') this.#tree.forget(node);
  }

  #unfold(node: Node): void {
    this.#open.unfold(node);
    this.refresh(this.#open.within(node));
  }

  /** `CreateTrainingJob` has changed the training jobs, `UpdateEndpointWeightsAndCapacities` the endpoints. */
  #afterWrite(operation: string): void {
    const subject = operation.replace(/^[A-Z][a-z]+/, '').toLowerCase();
    this.#delay = 1000;
    const touched = this.#open.all().filter(({ kind }) => subject.startsWith(wordOf(kind.id)));
    for (const { nodes } of touched) for (const node of nodes.values()) node.details = undefined;
    this.refresh(touched);
  }
}

/** How operations name a kind: the actions of lineage are `CreateAction`. */
const wordOf = (id: string) => id.replace(/^lineage(?=[A-Z])/, '').toLowerCase();
