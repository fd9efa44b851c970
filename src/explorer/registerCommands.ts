import type * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry, RegisteredCommand } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { browseResource } from './commands/browseResource.ts';
import { copyResources } from './commands/copyResources.ts';
import { copyValue } from './commands/copyValue.ts';
import { deleteResource } from './commands/deleteResource.ts';
import { editTags, readTagChange } from './commands/editTags.ts';
import { clearFilter, filterResources } from './commands/filterResources.ts';
import { loadMore } from './commands/loadMore.ts';
import { openInConsole } from './commands/openInConsole.ts';
import { openSelected } from './commands/openSelected.ts';
import { pinResources } from './commands/pinResources.ts';
import { refreshResources } from './commands/refreshResources.ts';
import { revealResource } from './commands/revealResource.ts';
import { reviewModel } from './commands/reviewModel.ts';
import { sortResources } from './commands/sortResources.ts';
import { startResource } from './commands/startResource.ts';
import { readParameters, startPipeline } from './commands/startPipeline.ts';
import { stopResource } from './commands/stopResource.ts';
import { readVariantChanges, weighVariants } from './commands/weighVariants.ts';
import type { Node } from './nodes.ts';
import type { ResourcesTree } from './resourcesTree.ts';
import { type Called, called } from './selection.ts';

/** The commands of the Resources view. Those for resources act on all that are selected, where that makes sense. */
export function registerCommands(
  connections: ConnectionService,
  tree: ResourcesTree,
  view: vscode.TreeView<Node>,
  registry: CommandRegistry,
): Disposables {
  const owned = new Disposables();
  const one = (command: RegisteredCommand, handler: (node: unknown, given: unknown) => unknown) =>
    owned.add(registry.register(command, (node, given) => handler(node, given)));
  const many = (command: RegisteredCommand, handler: (call: Called) => unknown) =>
    owned.add(registry.register(command, (...args) => handler(called(args, view.selection))));

  one(commands.resourcesOpenSelected, () => openSelected(view.selection));
  one(commands.resourcesRefresh, (node) => refreshResources(connections, tree, node));
  one(commands.resourcesLoadMore, (node) => loadMore(tree, node));
  one(commands.resourcesFilter, (node, given) => filterResources(connections, tree, node, given));
  one(commands.resourcesClearFilter, (node) => clearFilter(tree, node));
  one(commands.resourcesSort, (node, given) => sortResources(tree, node, given));

  many(commands.resourceCopyName, (call) => copyResources(connections, call, 'name'));
  many(commands.resourceCopyArn, (call) => copyResources(connections, call, 'arn'));
  many(commands.resourcePin, (call) => pinResources(connections, tree, call, true));
  many(commands.resourceUnpin, (call) => pinResources(connections, tree, call, false));
  many(commands.resourceStart, (call) => startResource(connections, call));
  many(commands.resourceStop, (call) => stopResource(connections, call));
  many(commands.resourceDelete, (call) => deleteResource(connections, call));

  one(commands.resourceReveal, (node) => revealResource(connections, tree, view, node));
  one(commands.resourceCopyValue, (node) => copyValue(node));
  one(commands.resourceEditTags, (node, given) => editTags(connections, node, readTagChange(given)));
  one(commands.resourceBrowse, (node) => browseResource(connections, node));
  one(commands.resourceOpenInConsole, (node) => openInConsole(connections, node));
  one(commands.endpointWeigh, (node, given) => weighVariants(connections, node, readVariantChanges(given)));
  one(commands.pipelineStart, (node, given) => startPipeline(connections, node, readParameters(given)));
  const comment = (given: unknown) => (typeof given === 'string' ? given : undefined);
  one(commands.modelApprove, (node, given) => reviewModel(connections, node, 'approve', comment(given)));
  one(commands.modelReject, (node, given) => reviewModel(connections, node, 'reject', comment(given)));
  return owned;
}
