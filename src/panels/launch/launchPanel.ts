import type * as vscode from 'vscode';
import type { LaunchChannel, LaunchPage } from '../../messages/launch.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel } from '../panel.ts';

/** What a launch page shows and asks: one launch as it is being filled in. The panel owns none of it. */
export interface LaunchPageSource extends Handlers<LaunchChannel> {
  /** Undefined until the script has been read; the page says meanwhile what it waits for. */
  readonly page: LaunchPage | undefined;
  readonly onDidChangePage: vscode.Event<LaunchPage>;
  /** Told again when prices or quotas have come, and when the connection is another one. */
  readonly onDidChangeInstances: vscode.Event<readonly InstanceRow[]>;
}

export interface LaunchPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly source: LaunchPageSource;
  /** Where it is known before the source has a page. */
  readonly script: string | undefined;
}

/** One launch page. What closes it, person or program, is told by `onDidClose`; the source is the caller's to end. */
export class LaunchPanel extends Panel<LaunchChannel> {
  constructor({ extensionUri, log, source, script }: LaunchPanelOptions) {
    super({
      extensionUri,
      log,
      page: 'launch',
      title: titleOf(source.page?.script ?? script),
      handlers: handlersOf(source),
    });
    if (source.page) this.#show(source.page);
    this.add(source.onDidChangePage((page) => this.#show(page)));
    this.add(source.onDidChangeInstances((rows) => this.tell('instances', rows)));
  }

  #show(page: LaunchPage): void {
    this.title = titleOf(page.script);
    this.tell('page', page);
  }
}

function titleOf(script = ''): string {
  const name = script.split('/').at(-1) ?? '';
  return name === '' ? 'Train on SageMaker' : `Train ${name}`;
}

/** Bound to the source, whose answers are methods. */
function handlersOf(source: LaunchPageSource): Handlers<LaunchChannel> {
  return {
    edit: (edit) => source.edit(edit),
    instances: () => source.instances(undefined),
    browseChannel: (which) => source.browseChannel(which),
    chooseSourceFolder: () => source.chooseSourceFolder(undefined),
    createRole: () => source.createRole(undefined),
    mendConnection: (how) => source.mendConnection(how),
    switchConnection: () => source.switchConnection(undefined),
    launch: () => source.launch(undefined),
    tryHere: (limits) => source.tryHere(limits),
    sendToAws: () => source.sendToAws(undefined),
    debugHere: () => source.debugHere(undefined),
    cancel: () => source.cancel(undefined),
    saveTask: () => source.saveTask(undefined),
    copyAs: (form) => source.copyAs(form),
    openScript: () => source.openScript(undefined),
  };
}
