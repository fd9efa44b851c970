import type * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import type { Log } from '../platform/log.ts';
import type { LaunchMemory } from './launchMemory.ts';
import type { JobLogs } from './launchParts.ts';
import type { OpenLaunchPage } from './page/launchPageSource.ts';

/** What launches are given; what they are made of is loaded with the first of them. */
export interface LaunchDependencies {
  readonly log: Log;
  readonly connections: ConnectionService;
  readonly memory: LaunchMemory;
  readonly logs: JobLogs;
  /** The workspace's: the history of launches. */
  readonly workspaceState: vscode.Memento;
  /** Files of `media/data/`. */
  readonly files: { readonly instances: string; readonly images: string; readonly constraints: string };
  /** Hashes, and uploads that were cut off. */
  readonly uploadsFolder: string;
  /** Where debug sessions and the like write. */
  readonly storageFolder: string;
  readonly openPage: OpenLaunchPage;
}
