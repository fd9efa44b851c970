import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { type JobStore, KeptJobs } from '../platform/keptJobs.ts';
import { Failures } from './failures.ts';
import type { FailureParts, Launches } from './failures/failureDesk.ts';
import { LaunchedJobs } from './failures/launchedJobs.ts';
import type { ProgressWatch } from './progress/progressWatch.ts';
import { registerTails } from './registerTails.ts';
import { TailLinks } from './tailLinks.ts';
import { Tails } from './tails.ts';
import { registerWholeLog } from './whole/registerWholeLog.ts';
import type { WholeLogOptions } from './whole/wholeParts.ts';
import type { Rates } from '../catalog/prices/cost.ts';

/** What tails and failures are told, and tell. */
export interface LogsParts {
  readonly rates: Rates;
  readonly progress: ProgressWatch;
  /** The workspace's: which launches nobody knows the end of. */
  readonly memento: JobStore;
}

/** "Tail Logs", the links in its terminals, and what becomes of failures. */
export class Logs extends Disposables {
  readonly tails: Tails;
  /** Hears of the end of what was launched from here. */
  readonly launched: LaunchedJobs;

  constructor(
    registry: CommandRegistry,
    connections: ConnectionService,
    folders: Launches,
    whole: WholeLogOptions,
    failing: Omit<FailureParts, 'connections' | 'folders'>,
    { rates, progress, memento }: LogsParts,
  ) {
    super();
    const kept = new KeptJobs(memento, 'logs.launched');
    const failures = this.add(new Failures(registry, { connections, folders, ...failing }, kept));
    const tails = this.add(new Tails(failures, rates));
    this.tails = tails;
    this.add(tails.tellProgress(progress));
    const { log } = failing;
    this.launched = this.add(
      new LaunchedJobs({
        ...{ connections, progress, kept, log },
        ended: (connection, target, end) =>
          failures.show(connection, target, end, () => void tails.show(connection, target)),
      }),
    );
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
