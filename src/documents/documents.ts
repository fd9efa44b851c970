import * as vscode from 'vscode';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import type { Log } from '../platform/log.ts';
import { Comparison } from './commands/compareResources.ts';
import { copyLink } from './commands/copyLink.ts';
import { refreshDetails } from './commands/refreshDetails.ts';
import { showLineage } from './commands/showLineage.ts';
import { DescribedResources } from './describedResources.ts';
import { DocumentRefresher } from './documentRefresher.ts';
import { goToResource } from './goTo/goToResource.ts';
import { RecentResources } from './goTo/recentResources.ts';
import { LinkHandler } from './linkHandler.ts';
import { openDetails } from './openDetails.ts';
import { ResourceDocuments } from './resourceDocuments.ts';
import { ResourceHover } from './resourceHover.ts';
import { ResourceLinks } from './resourceLinks.ts';
import { scheme } from './resourceUri.ts';

/** What the documents need of other parts. */
export interface DocumentsParts {
  readonly connections: ConnectionService;
  readonly registry: CommandRegistry;
  readonly log: Log;
  /** The workspace's. */
  readonly memory: vscode.Memento;
  /** The resource that is selected in the tree, which a key means. */
  readonly selected: () => ResourceReference | undefined;
  /** The resources that are pinned in the tree. */
  readonly pinned: (connectionKey: string) => readonly ResourceReference[];
}

/** Resources as documents with links and hovers, and the commands that lead to them. */
export class Documents extends Disposables {
  readonly links: LinkHandler;

  constructor({ connections, registry, log, memory, pinned, selected }: DocumentsParts) {
    super();
    const documents = this.add(new ResourceDocuments(connections, log));
    this.add(vscode.workspace.registerTextDocumentContentProvider(scheme, documents));
    this.add(new DocumentRefresher(connections, documents));
    this.add(vscode.languages.registerDocumentLinkProvider({ scheme }, new ResourceLinks()));
    const hover = new ResourceHover(connections, this.add(new DescribedResources(connections)));
    this.add(
      vscode.languages.registerHoverProvider([{ scheme }, { scheme: 'file' }, { scheme: 'untitled' }], hover),
    );
    this.links = new LinkHandler(connections, log);
    this.add(vscode.window.registerUriHandler(this.links));

    const comparison = new Comparison(connections);
    const recent = new RecentResources(memory);
    const goTo = { connections, recent, log, pinned };
    this.add(
      registry.register(commands.resourceOpenDetails, (node) =>
        openDetails(connections, isKey(node) ? selected() : node),
      ),
    );
    this.add(registry.register(commands.resourceRefreshDetails, (uri) => refreshDetails(documents, uri)));
    this.add(registry.register(commands.resourceGoTo, (text) => goToResource(text, goTo)));
    this.add(registry.register(commands.resourceShowLineage, (node) => showLineage(connections, node)));
    this.add(registry.register(commands.resourceCopyLink, (node) => copyLink(connections, node)));
    this.add(registry.register(commands.resourceCompare, (node, nodes) => comparison.compare(node, nodes)));
    this.add(registry.register(commands.resourceSelectForCompare, (node) => comparison.select(node)));
    this.add(
      registry.register(commands.resourceCompareWithSelected, (node) => comparison.compareWithSelected(node)),
    );
  }
}

/** A key of the tree hands on this in place of a node; manifest/keybindings.ts says so. */
function isKey(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'fromKey' in argument;
}
