import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import type { Log } from '../platform/log.ts';
import { DocumentRefresher } from './documentRefresher.ts';
import { openDetails } from './openDetails.ts';
import { ResourceDocuments } from './resourceDocuments.ts';
import { scheme } from './resourceUri.ts';

/** Resources as documents, and the command that opens them. */
export class Documents extends Disposables {
  constructor(connections: ConnectionService, registry: CommandRegistry, log: Log) {
    super();
    const documents = this.add(new ResourceDocuments(connections, log));
    this.add(vscode.workspace.registerTextDocumentContentProvider(scheme, documents));
    this.add(new DocumentRefresher(connections, documents));
    this.add(registry.register(commands.resourceOpenDetails, (node) => openDetails(connections, node)));
  }
}
