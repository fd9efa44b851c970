import * as vscode from 'vscode';
import { referenceFrom, type ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { ConnectionState } from '../connection/connectionState.ts';
import { settings } from '../manifest/settings.ts';
import { views } from '../manifest/views.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { onSettingChange } from '../platform/settings.ts';
import { dragController } from './drag.ts';
import { filterText } from './filter.ts';
import type { Node } from './nodes.ts';
import type { ProgressTexts } from './progressText.ts';
import { Refresher } from './refresher.ts';
import { registerCommands } from './registerCommands.ts';
import { ResourcesTree } from './resourcesTree.ts';
import { ViewMemory } from './viewMemory.ts';

/** The Resources view and its commands. */
export class Explorer extends Disposables {
  readonly tree: ResourcesTree;
  /** The resource that is selected in the view. */
  readonly selected: () => ResourceReference | undefined;

  /** @param memento keeps filters, orders and pins. */
  constructor(
    connections: ConnectionService,
    registry: CommandRegistry,
    memento: vscode.Memento,
    progress: ProgressTexts,
    log: Log,
  ) {
    super();
    const tree = this.add(new ResourcesTree(connections, new ViewMemory(memento), progress, log));
    this.tree = tree;
    const view = this.add(
      vscode.window.createTreeView<Node>(views.resources.id, {
        treeDataProvider: tree,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: dragController,
      }),
    );
    this.selected = () => referenceFrom(view.selection[0]);
    this.add(new Refresher(connections, tree, view, log));
    this.add(
      connections.onDidChange(({ kind }) => {
        // What is loaded stays to be read while one signs in again.
        if (kind === 'signed-out') tree.redraw(undefined);
        else if (kind !== 'connecting') tree.reset();
      }),
    );
    this.add(connections.onDidChange((state) => (view.message = whyNotConnected(state))));
    this.add(
      tree.onDidChangeTreeData(() => {
        const filter = filterText(tree.memory.filter);
        view.description = filter === '' ? '' : `filter: ${filter}`;
      }),
    );
    this.add(
      progress.onDidChange((name) => {
        for (const node of tree.resources) if (node.resource.name === name) tree.redraw(node);
      }),
    );
    this.add(onSettingChange([settings.resourcesPageSize], () => tree.reset()));
    this.add(registerCommands(connections, tree, view, registry));
  }
}

/** The view's message; an empty text for none. */
function whyNotConnected(state: ConnectionState): string {
  return state.kind === 'failed' || state.kind === 'signed-out' ? explain(state.error).message : '';
}
