import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { Failures } from './failures.ts';
import type { FailureParts } from './failures/failureDesk.ts';
import { registerTails } from './registerTails.ts';
import type { SourceFolders } from './sourceFiles.ts';
import { TailLinks } from './tailLinks.ts';
import { Tails } from './tails.ts';
import { registerWholeLog } from './whole/registerWholeLog.ts';
import type { WholeLogOptions } from './whole/wholeParts.ts';
import type { Rates } from '../catalog/prices/cost.ts';

/** "Tail Logs", the links in its terminals, and what becomes of failures. */
export class Logs extends Disposables {
  readonly tails: Tails;

  constructor(
    registry: CommandRegistry,
    connections: ConnectionService,
    folders: SourceFolders,
    whole: WholeLogOptions,
    failing: Omit<FailureParts, 'connections' | 'folders'>,
    rates: Rates,
  ) {
    super();
    const failures = this.add(new Failures(registry, { connections, folders, ...failing }));
    const tails = this.add(new Tails(failures, rates));
    this.tails = tails;
    const links = new TailLinks((terminal) => tails.targetOf(terminal), folders);
    this.add(vscode.window.registerTerminalLinkProvider(links));
    this.add(registerTails(registry, connections, tails));
    const tailOf = (argument: unknown) => {
      const terminal = vscode.window.terminals.find((one) => one === argument);
      return terminal && tails.targetOf(terminal);
    };
    this.add(registerWholeLog(registry, connections, tailOf, whole));
  }
}
