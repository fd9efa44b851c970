import * as vscode from 'vscode';
import type { Details } from '../catalog/details.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { settings } from '../manifest/settings.ts';
import { isCancellation } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { readSetting } from '../platform/settings.ts';
import { buildGroups, loadMoreNode, resourceNodes } from './buildNodes.ts';
import { emptyState, errorState, notConnected } from './emptyStates.ts';
import type { ChildNode, GroupNode, KindNode, Node, ResourceNode } from './nodes.ts';
import { tooltip } from './tooltip.ts';
import { treeItem } from './treeItems.ts';

/** Milliseconds for which an answer of Describe serves a resource that is still changing. */
const freshFor = 1000;

/** SageMaker's resources as a tree, drawn from the catalog. The view's first look at it opens the connection. */
export class ResourcesTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #connections: ConnectionService;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  #groups: readonly GroupNode[] = [];
  readonly #listed = new vscode.EventEmitter<KindNode>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** A kind's resources are being drawn. */
  readonly onDidList = this.#listed.event;

  constructor(connections: ConnectionService, log: Log) {
    this.#connections = connections;
    this.#log = log;
    this.reset();
  }

  get kinds(): readonly KindNode[] {
    return this.#groups.flatMap((group) => group.kinds);
  }

  /** Forgets all that is loaded, as when another connection is opened. */
  reset(): void {
    this.#groups = buildGroups(async (kind, query) =>
      kind.list(await this.#connections.connect(), {
        ...query,
        pageSize: readSetting(settings.resourcesPageSize),
      }),
    );
    this.redraw(undefined);
  }

  /** Draws a node again, and what is open below it; without one the whole tree. */
  redraw(node: Node | undefined): void {
    this.#changed.fire(node);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node);
  }

  getParent(node: Node): Node | undefined {
    if (node.type === 'kind') return this.#groups.find(({ kinds }) => kinds.includes(node));
    return node.type === 'resource' || node.type === 'child' ? node.parent : undefined;
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
      const details = await this.#details(node);
      if (!token.isCancellationRequested) item.tooltip = tooltip(node.parent.kind.singular, details);
    } catch (error) {
      this.#report(node, error);
    }
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#listed.dispose();
  }

  async #roots(): Promise<Node[]> {
    const { state } = this.#connections;
    // Stopped by the user: the view's welcome content says so and offers the start.
    if (state.kind === 'stopped') return [];
    if (state.kind === 'failed') return [notConnected(state.error)];
    try {
      await this.#connections.connect();
      return [...this.#groups];
    } catch (error) {
      return [notConnected(error)];
    }
  }

  async #resources(node: KindNode): Promise<Node[]> {
    const { kind, list } = node;
    await list.load();
    this.#listed.fire(node);
    const error: Node[] = list.error === undefined ? [] : [errorState(kind.id, list.error, node)];
    if (list.items.length === 0) return error.length > 0 ? error : emptyState(kind);
    return [...error, ...resourceNodes(node), ...(list.hasMore ? [loadMoreNode(node)] : [])];
  }

  async #childrenOf(node: ResourceNode): Promise<Node[]> {
    try {
      const { children } = await this.#details(node);
      return children.map((child): ChildNode => ({
        type: 'child',
        parent: node,
        child,
        resource: child.reference ?? node.resource,
      }));
    } catch (error) {
      this.#report(node, error);
      return [errorState(`${node.parent.kind.id}/${node.resource.name}`, error, node.parent)];
    }
  }

  #details(node: ResourceNode): Promise<Details> {
    const { kind } = node.parent;
    const changing = kind.status(node.resource)?.inProgress === true;
    const known = node.details;
    if (known && (!changing || Date.now() - known.at < freshFor)) return known.answer;
    const answer = this.#connections.connect().then((from) => kind.describe(from, node.resource));
    node.details = { answer, at: Date.now() };
    answer.catch(() => {
      // A failure is shown once and asked again the next time.
      if (node.details?.answer === answer) node.details = undefined;
    });
    return answer;
  }

  #report(node: ResourceNode, error: unknown): void {
    if (isCancellation(error)) return;
    this.#log.error(`Describe ${node.parent.kind.singular} "${node.resource.name}"`, error);
  }
}
