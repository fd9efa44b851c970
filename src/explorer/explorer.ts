import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { ConnectionState } from '../connection/connectionState.ts';
import { commands } from '../manifest/commands.ts';
import { settings } from '../manifest/settings.ts';
import { views } from '../manifest/views.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { onSettingChange } from '../platform/settings.ts';
import { chooseResource } from './chooseResource.ts';
import { copyText } from './commands/copyText.ts';
import { copyValue } from './commands/copyValue.ts';
import { deleteResource } from './commands/deleteResource.ts';
import { loadMore } from './commands/loadMore.ts';
import { refreshResources } from './commands/refreshResources.ts';
import { stopResource } from './commands/stopResource.ts';
import { Refresher } from './refresher.ts';
import { ResourcesTree } from './resourcesTree.ts';

/** The Resources view and its commands. */
export class Explorer extends Disposables {
  readonly tree: ResourcesTree;

  constructor(connections: ConnectionService, registry: CommandRegistry, log: Log) {
    super();
    const tree = this.add(new ResourcesTree(connections, log));
    this.tree = tree;
    const view = this.add(
      vscode.window.createTreeView(views.resources.id, { treeDataProvider: tree, showCollapseAll: true }),
    );
    this.add(new Refresher(connections, tree, view, log));
    this.add(connections.onDidChange(({ kind }) => (kind === 'connecting' ? undefined : tree.reset())));
    this.add(connections.onDidChange((state) => (view.message = whyNotConnected(state))));
    this.add(onSettingChange([settings.resourcesPageSize], () => tree.reset()));

    const copy = async (argument: unknown, what: 'name' | 'arn', title: string) => {
      const resource = await chooseResource(connections, argument, title, 'describe');
      if (resource) await copyText(what === 'arn' ? 'ARN' : 'Name', resource[what]);
    };
    this.add(
      registry.register(commands.resourcesRefresh, (node) => refreshResources(connections, tree, node)),
    );
    this.add(registry.register(commands.resourcesLoadMore, (node) => loadMore(tree, node)));
    this.add(registry.register(commands.resourceCopyName, (node) => copy(node, 'name', 'Copy name')));
    this.add(registry.register(commands.resourceCopyArn, (node) => copy(node, 'arn', 'Copy ARN')));
    this.add(registry.register(commands.resourceCopyValue, (node) => copyValue(node)));
    this.add(registry.register(commands.resourceStop, (node) => stopResource(connections, node)));
    this.add(registry.register(commands.resourceDelete, (node) => deleteResource(connections, node)));
  }
}

/** The view's message; an empty text for none. */
function whyNotConnected(state: ConnectionState): string {
  return state.kind === 'failed' ? explain(state.error).message : '';
}
