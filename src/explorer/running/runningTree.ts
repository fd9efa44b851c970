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
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #now: RunningNow | undefined;

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
    this.redraw();
  }

  /** Writes elapsed times and costs anew. */
  redraw(): void {
    this.#changed.fire(undefined);
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
    return this.#now ? runningNodes(this.#now) : [];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
