import * as vscode from 'vscode';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry, RegisteredCommand } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import type { Log } from '../platform/log.ts';
import { onFirstUse } from '../platform/onFirstUse.ts';
import { DescribedResources } from './describedResources.ts';
import { DocumentRefresher } from './documentRefresher.ts';
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

const loadActs = () => import('./documentActs.ts');

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

    const comparison = onFirstUse(async () => new (await loadActs()).Comparison(connections));
    const recent = new RecentResources(memory);
    const goTo = { connections, recent, log, pinned };
    const on = (
      command: RegisteredCommand,
      act: (first: unknown, second: unknown) => Promise<unknown>,
    ): void => {
      this.add(registry.register(command, act));
    };
    on(commands.resourceOpenDetails, (node) => openDetails(connections, isKey(node) ? selected() : node));
    on(commands.resourceRefreshDetails, async (uri) => (await loadActs()).refreshDetails(documents, uri));
    on(commands.resourceGoTo, async (text) => (await loadActs()).goToResource(text, goTo));
    on(commands.resourceShowLineage, async (node) => (await loadActs()).showLineage(connections, node));
    on(commands.resourceCopyLink, async (node) => (await loadActs()).copyLink(connections, node));
    on(commands.resourceCompare, async (node, nodes) => (await comparison()).compare(node, nodes));
    on(commands.resourceSelectForCompare, async (node) => (await comparison()).select(node));
    on(commands.resourceCompareWithSelected, async (node) => (await comparison()).compareWithSelected(node));
  }
}

/** A key of the tree hands on this in place of a node; manifest/keybindings.ts says so. */
function isKey(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'fromKey' in argument;
}
