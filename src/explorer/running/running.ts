import * as vscode from 'vscode';
import type { Prices } from '../../catalog/prices/prices.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import { views } from '../../manifest/views.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import type { ProgressTexts } from '../progressText.ts';
import type { RunningNow } from './runningRow.ts';
import { RunningStatusBar } from './runningStatusBar.ts';
import { lookedAt, totalText } from './runningTexts.ts';
import { RunningTree } from './runningTree.ts';
import { RunningWatch } from './runningWatch.ts';

/** Milliseconds after which elapsed times and costs are written anew. */
const clockEvery = 10_000;

/** The view "Running now", its badge and its place in the status bar. */
export class Running extends Disposables {
  readonly tree: RunningTree;
  readonly view: vscode.TreeView<unknown>;

  constructor(
    connections: ConnectionService,
    registry: CommandRegistry,
    prices: Prices,
    progress: ProgressTexts,
    log: Log,
  ) {
    super();
    const watch = this.add(new RunningWatch(connections, prices, log));
    const tree = this.add(new RunningTree(connections, progress, () => watch.firstLook()));
    const view = this.add(vscode.window.createTreeView(views.running.id, { treeDataProvider: tree }));
    const statusBar = this.add(new RunningStatusBar());
    this.tree = tree;
    this.view = view;
    this.add(
      watch.onDidFind((now) => {
        tree.show(now);
        statusBar.show(now);
        view.description = now ? totalText(now) : '';
        view.badge = badge(now);
      }),
    );
    watch.seen(view.visible);
    this.add(view.onDidChangeVisibility(({ visible }) => watch.seen(visible)));
    this.add(progress.onDidChange((name) => view.visible && tree.redraw(name)));
    const clock = setInterval(() => view.visible && tree.redraw(), clockEvery);
    this.add({ dispose: () => clearInterval(clock) });
    this.add(registry.register(commands.runningRefresh, () => watch.look(undefined, true)));
    this.add(
      registry.register(commands.runningShow, () =>
        vscode.commands.executeCommand(`${views.running.id}.focus`),
      ),
    );
  }
}

function badge(now: RunningNow | undefined): vscode.ViewBadge | undefined {
  if (!now || now.rows.length === 0) return undefined;
  return { value: now.rows.length, tooltip: lookedAt(now) };
}
