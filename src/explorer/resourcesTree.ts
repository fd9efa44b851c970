import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { Log } from '../platform/log.ts';
import { branchesOf, buildGroups, type NodeParts } from './buildNodes.ts';
import { DescribedNodes } from './describedNodes.ts';
import { notConnected } from './emptyStates.ts';
import { kindRows } from './kindRows.ts';
import { lineageRows } from './lineageNodes.ts';
import { newList } from './newList.ts';
import { listsFrom, parentOf } from './nodePlaces.ts';
import type { GroupNode, KindNode, Node, ResourceNode } from './nodes.ts';
import { inAws } from './consoleUrl.ts';
import type { ProgressTexts } from './progressText.ts';
import { resourceRows } from './resourceRows.ts';
import { tooltip } from './tooltip.ts';
import { treeItem } from './treeItems.ts';
import type { ListKey, ViewMemory } from './viewMemory.ts';

/** SageMaker's resources as a tree, drawn from the catalog. The view's first look at it opens the connection. */
export class ResourcesTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #connections: ConnectionService;
  readonly #described: DescribedNodes;
  readonly #progress: ProgressTexts;
  readonly #parts: NodeParts;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #listed = new vscode.EventEmitter<KindNode>();
  #groups: readonly GroupNode[] = [];
  #inAws = false;
  readonly memory: ViewMemory;
  readonly onDidChangeTreeData = this.#changed.event;
  /** A list's resources are being drawn. */
  readonly onDidList = this.#listed.event;

  /** @param memory is turned to the connection that the tree shows. */
  constructor(connections: ConnectionService, memory: ViewMemory, progress: ProgressTexts, log: Log) {
    this.#connections = connections;
    this.#progress = progress;
    this.memory = memory;
    this.#described = new DescribedNodes(connections, log);
    this.#parts = {
      connect: () => this.#connect(),
      newList: newList(memory, () => this.#connect()),
      pinsOf: ({ id }) => memory.pinsOf(id),
    };
  }

  /** The rows of kinds. */
  get kinds(): readonly KindNode[] {
    return this.#groups.flatMap((group) => group.kinds);
  }

  /** All lists that there are, those below resources included. */
  get lists(): readonly KindNode[] {
    return this.kinds.flatMap(listsFrom);
  }

  /** All resources that are listed. */
  get resources(): readonly ResourceNode[] {
    return this.lists.flatMap(({ nodes }) => [...nodes.values()]);
  }

  /** Forgets all that is loaded, as when another connection is opened. */
  reset(): void {
    this.#groups = [];
    this.redraw(undefined);
  }

  /** Lists anew with the filter and the order that the memory now has: those that share them, or everything. */
  relist(key: ListKey | undefined): void {
    const nodes = this.lists.filter((node) => key === undefined || node.key === key);
    for (const node of nodes) node.list = this.#parts.newList(node.kind, node.key, node.parent?.resource);
    for (const node of key === undefined ? [undefined] : nodes) this.redraw(node);
  }

  /** Draws a node again, and what is open below it; without one the whole tree. */
  redraw(node: Node | undefined): void {
    this.#changed.fire(node?.type === 'kind' && node.inline ? node.parent : node);
  }

  /** Forgets what Describe has said of a node, as when it is folded: descriptions can be large. */
  forget(node: ResourceNode): void {
    node.details = undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node, { memory: this.memory, console: this.#inAws, progress: this.#progress });
  }

  getParent(node: Node): Node | undefined {
    return parentOf(node, this.#groups);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.type) {
      case undefined:
        return this.#roots();
      case 'group':
        return [...node.kinds];
      case 'kind':
        return this.#resources(node);
      case 'resource':
        return this.#childrenOf(node);
      case 'lineage':
        return lineageRows(
          node,
          () => this.#connect(),
          () => this.#described.details(node.parent),
        );
      case 'error':
        return [...node.actions];
      default:
        return [];
    }
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.type !== 'resource') return item;
    try {
      const details = await this.#described.details(node);
      if (!token.isCancellationRequested) item.tooltip = tooltip(node.parent.kind.singular, details);
    } catch (error) {
      this.#described.report(node, error);
    }
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#listed.dispose();
  }

  /** The connection, with the memory turned to what is kept for it. */
  async #connect(): Promise<Connection> {
    const connection = await this.#connections.connect();
    this.memory.use(connection.key);
    this.#inAws = inAws(connection);
    return connection;
  }

  async #roots(): Promise<Node[]> {
    const { state } = this.#connections;
    // Stopped by the user: the view's welcome content says so and offers the start.
    if (state.kind === 'stopped') return [];
    if (state.kind === 'failed' || state.kind === 'signed-out')
      // What was loaded before the credentials ran out stays to be read.
      return [notConnected(state.error), ...this.#groups.filter(isLoaded)];
    try {
      // Built only now: the memory has to know which connection's filters the lists begin with.
      await this.#connect();
      if (this.#groups.length === 0) this.#groups = buildGroups(this.#parts);
      return [...this.#groups];
    } catch (error) {
      return [notConnected(error)];
    }
  }

  #resources(node: KindNode): Promise<Node[]> {
    return kindRows(node, this.memory.viewOf(node.key), () => this.#listed.fire(node));
  }

  /** A single branch with nothing beside it needs no row of its own. */
  async #childrenOf(node: ResourceNode): Promise<Node[]> {
    const branches = branchesOf(this.#parts, node);
    const described = await this.#described.children(node);
    const isAlone =
      branches.length === 1 && described.children.length === 0 && described.problems.length === 0;
    for (const branch of branches) branch.inline = isAlone;
    const [only] = branches;
    return only?.inline ? this.#resources(only) : resourceRows(node, branches, described);
  }
}

function isLoaded({ kinds }: GroupNode): boolean {
  return kinds.some(({ list }) => list.loaded);
}
