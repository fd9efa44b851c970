import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { Log } from '../platform/log.ts';
import type { TerminalLines } from '../platform/terminalLines.ts';
import type { TerminalSize } from '../platform/terminalSize.ts';
import type { LaunchMarket } from './page/launchMarket.ts';
import type { LaunchMemory } from './launchMemory.ts';
import type { OpenLaunchPage } from './page/launchPageSource.ts';
import type { ScriptFiles } from './page/scriptFiles.ts';
import type { UnfinishedLaunches } from './page/unfinishedLaunches.ts';
import type { WatchedJobs } from './page/watchedJobs.ts';
import type { LaunchHistory } from './spec/launchHistory.ts';
import type { LaunchShapes } from './spec/launchShapes.ts';
import type { LaunchStore } from './uploads/launchStore.ts';

/** How the log of a job ended; `state` is undefined when it was given up before the job ended. */
export interface LogEnd {
  readonly state: { readonly status: string } | undefined;
}

/** A terminal of another that shows a log. */
export interface LogTerminal {
  /** As VS Code calls it: by that its links are made. */
  readonly terminalName: string;
  readonly size: TerminalSize;
  /** What its owner says in between. */
  readonly aside: TerminalLines;
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The logs of jobs, for who has launched them. */
export interface JobLogs {
  /** A job was launched: how far it is, is said as soon as its log tells that. */
  launched(connection: Connection, jobName: string): void;
  /** Shows a job's log in a terminal. */
  show(connection: Connection, jobName: string): { readonly ended: Promise<LogEnd> };
  /** Writes it as terminal text, with the links of a log, and its failure into the Problems panel. Never rejects. */
  follow(connection: Connection, jobName: string, into: LogTerminal): Promise<LogEnd>;
}

/** What launches are made of; one a window. */
export interface LaunchParts {
  readonly log: Log;
  readonly connections: ConnectionService;
  readonly memory: LaunchMemory;
  readonly store: LaunchStore;
  readonly history: LaunchHistory;
  readonly market: LaunchMarket;
  readonly watched: WatchedJobs;
  readonly unfinished: UnfinishedLaunches;
  readonly logs: JobLogs;
  readonly scripts: ScriptFiles;
  /** `media/data/instances.json`. */
  readonly instancesFile: string;
  /** Where debug sessions and the like write. */
  readonly storageFolder: string;
  /** Read once. */
  readonly shapes: () => Promise<LaunchShapes>;
  /** Aborts with the window: what still watches a job then ends. */
  readonly ending: AbortSignal;
  readonly openPage: OpenLaunchPage;
}
