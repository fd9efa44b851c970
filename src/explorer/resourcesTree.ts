import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import { settings } from '../manifest/settings.ts';
import type { Log } from '../platform/log.ts';
import { readSetting } from '../platform/settings.ts';
import { branchesOf, buildGroups, type NodeParts, resourceNodes } from './buildNodes.ts';
import { DescribedNodes } from './describedNodes.ts';
import { emptyState, errorState, loadMoreNode, notConnected, refusedState } from './emptyStates.ts';
import { lineageNode, lineageRows } from './lineageNodes.ts';
import {
  type ChildNode,
  type GroupNode,
  type KindNode,
  type LostPinNode,
  type Node,
  resourceId,
  type ResourceNode,
} from './nodes.ts';
import { filtersHere, type ListView, loadPage, sortsHere } from './pages.ts';
import { inAws } from './consoleUrl.ts';
import type { ProgressTexts } from './progressText.ts';
import { isRefusal } from './refusal.ts';
import { ResourceList } from './resourceList.ts';
import { comparator } from './sort.ts';
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
      newList: (kind, key, within) => {
        const view = memory.viewOf(key);
        const here = sortsHere(kind, view);
        const compare = here || kind.query.sortBy.includes(view.sort.by) ? comparator(view.sort) : undefined;
        return new ResourceList(
          async (query) => {
            const pageSize = readSetting(settings.resourcesPageSize);
            return loadPage(await this.#connect(), kind, view, { ...query, within, pageSize });
          },
          { here, compare },
        );
      },
      pinsOf: ({ id }) => memory.pinsOf(id),
    };
  }

  /** The rows of kinds. */
  get kinds(): readonly KindNode[] {
    return this.#groups.flatMap((group) => group.kinds);
  }

  /** All lists that there are, those below resources included. */
  get lists(): readonly KindNode[] {
    const below = (node: KindNode): KindNode[] => [
      node,
      ...[...node.nodes.values()].flatMap(({ branches = [] }) => branches.flatMap(below)),
    ];
    return this.kinds.flatMap(below);
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
    switch (node.type) {
      case 'kind':
        return node.parent ?? this.#groups.find(({ kinds }) => kinds.includes(node));
      case 'resource':
        return node.parent.inline ? node.parent.parent : node.parent;
      case 'child':
      case 'lineage':
      case 'lostPin':
        return node.parent;
      default:
        return undefined;
    }
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

  async #resources(node: KindNode): Promise<Node[]> {
    const { id, list } = node;
    const view = this.memory.viewOf(node.key);
    await list.load();
    if (list.error !== undefined && !list.loaded) {
      return [isRefusal(list.error) ? refusedState(node, list.error) : errorState(id, list.error, node)];
    }
    const pins = await node.pins.load(list.items);
    this.#listed.fire(node);
    const error: Node[] = list.error === undefined ? [] : [errorState(id, list.error, node)];
    const lost = pins.flatMap((pin): LostPinNode[] =>
      'error' in pin ? [{ type: 'lostPin', parent: node, resource: pin.reference, error: pin.error }] : [],
    );
    const resources = resourceNodes(node, pins);
    const rows: Node[] = [...lost, ...resources];
    return [...error, ...(rows.length === 0 ? emptyState(node, view) : rows), ...this.#further(node, view)];
  }

  /** Below the last page: how to get the next one, or why there is none. */
  #further(node: KindNode, { filter }: ListView): Node[] {
    const { list } = node;
    if (list.moreError !== undefined)
      return [errorState(`more/${node.id}`, list.moreError, node, commands.resourcesLoadMore)];
    return list.hasMore ? [loadMoreNode(node, filtersHere(node.kind, filter))] : [];
  }

  async #childrenOf(node: ResourceNode): Promise<Node[]> {
    const branches = branchesOf(this.#parts, node);
    const { children, problems } = await this.#described.children(node);
    const [only] = branches;
    if (only && branches.length === 1 && children.length === 0 && problems.length === 0) {
      only.inline = true;
      return this.#resources(only);
    }
    for (const branch of branches) branch.inline = false;
    const failure = children.filter(({ id }) => id === 'failure');
    const rest = children.filter(({ id }) => id !== 'failure');
    const childNode = (child: ChildNode['child']): ChildNode => ({
      type: 'child',
      parent: node,
      child,
      resource: child.reference ?? node.resource,
    });
    return [
      ...failure.map(childNode),
      ...branches,
      ...rest.map(childNode),
      // Of what cannot be described nothing is known.
      ...(problems.length === 0 ? [lineageNode(node)] : []),
      ...problems.map((error, index) => errorState(`${resourceId(node)}/${index}`, error, node)),
    ];
  }
}

function isLoaded({ kinds }: GroupNode): boolean {
  return kinds.some(({ list }) => list.loaded);
}
