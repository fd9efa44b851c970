import type * as vscode from 'vscode';
import type { AnswerOf, InputOf, RequestName } from '../../messages/channel.ts';
import type { LaunchChannel, LaunchPage } from '../../messages/launch.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';

type Requests = {
  readonly [Name in RequestName<LaunchChannel>]: (
    input: InputOf<LaunchChannel, Name>,
  ) => Promise<AnswerOf<LaunchChannel, Name>> | AnswerOf<LaunchChannel, Name>;
};

/** What a launch page shows and asks; whoever opens pages takes one. */
export interface LaunchPageSource extends Requests {
  readonly page: LaunchPage | undefined;
  readonly onDidChangePage: vscode.Event<LaunchPage>;
  readonly onDidChangeInstances: vscode.Event<readonly InstanceRow[]>;
}

/** Opens a page. @param script where it is known before the source has a page: the tab is called after it */
export type OpenLaunchPage = (source: LaunchPageSource, script: string | undefined) => OpenPage;

/** A page that is open. */
export interface OpenPage {
  readonly onDidClose: vscode.Event<void>;
  reveal(): void;
  dispose(): void;
}
