import * as vscode from 'vscode';
import type { ConnectionService } from '../../connection/connectionService.ts';
import type { ProgressTexts } from '../progressText.ts';
import { runningItem } from './runningItems.ts';
import { type RunningViewNode, runningNodes } from './runningNodes.ts';
import type { RunningNow } from './runningRow.ts';

/** What runs or costs, as rows. Draws what it is given; its first look at the connection opens it. */
export class RunningTree implements vscode.TreeDataProvider<RunningViewNode>, vscode.Disposable {
  readonly #connections: ConnectionService;
  readonly #progress: ProgressTexts;
  readonly #firstLook: () => Promise<void>;
  readonly #changed = new vscode.EventEmitter<RunningViewNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #now: RunningNow | undefined;
  /** As VS Code has them: rows are drawn anew by these very objects. */
  #nodes: readonly RunningViewNode[] = [];

  /** @param firstLook makes `show` be called, soon after there is a connection. */
  constructor(connections: ConnectionService, progress: ProgressTexts, firstLook: () => Promise<void>) {
    this.#connections = connections;
    this.#progress = progress;
    this.#firstLook = firstLook;
  }

  /** What the last look found; undefined before the first. */
  get now(): RunningNow | undefined {
    return this.#now;
  }

  show(now: RunningNow | undefined): void {
    this.#now = now;
    this.#nodes = now ? runningNodes(now) : [];
    this.#changed.fire(undefined);
  }

  /**
   * Writes elapsed times, costs and progress anew: of all rows, or of that of a name. Only rows, and not the tree: while that is
   * read anew a button that is pressed in a row finds nothing behind it.
   */
  redraw(name?: string): void {
    const rows = this.#nodes.filter(
      (node) => node.type === 'running' && (name === undefined || node.resource.name === name),
    );
    if (rows.length > 0) this.#changed.fire(rows);
  }

  getTreeItem(node: RunningViewNode): vscode.TreeItem {
    return runningItem(node, Date.now(), this.#progress);
  }

  async getChildren(node?: RunningViewNode): Promise<RunningViewNode[]> {
    if (node) {
      if (node.type !== 'refusals') return [];
      return node.refusals.map((refusal) => ({ type: 'refusal', refusal }));
    }
    // Without a connection the view's welcome text says what to do; the Resources view says why.
    if (!['idle', 'connecting', 'connected'].includes(this.#connections.state.kind)) return [];
    if (!this.#now) await this.#firstLook();
    return [...this.#nodes];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
