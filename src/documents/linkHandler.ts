import * as vscode from 'vscode';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { Log } from '../platform/log.ts';
import { showError } from '../platform/showError.ts';
import { UserError } from '../platform/userError.ts';
import { showDetails } from './openDetails.ts';
import { targetOfLink } from './resourceLink.ts';
import { elsewhere, here } from './whereabouts.ts';
import { sayWarning } from '../platform/say.ts';

/** Opens what a `vscode://` link leads to. It only ever shows: a link, whoever wrote it, changes nothing. */
export class LinkHandler implements vscode.UriHandler {
  readonly #connections: ConnectionService;
  readonly #log: Log;

  constructor(connections: ConnectionService, log: Log) {
    this.#connections = connections;
    this.#log = log;
  }

  async handleUri(uri: vscode.Uri): Promise<void> {
    try {
      const target = targetOfLink(uri.path, uri.query);
      if (!target) {
        throw new UserError('invalid-input', 'it names no resource of SageMaker and nothing in S3');
      }
      if (target.type === 's3') await vscode.commands.executeCommand(commands.s3Open.id, target.uri);
      else if (await this.#isHere(target.reference)) await showDetails(target.reference);
    } catch (error) {
      // Not awaited: the message stays until someone closes it.
      void showError(this.#log, 'Open the link', error);
    }
  }

  /** Whether the window is connected to where the resource is, after asking to switch where it is not. */
  async #isHere({ arn, name }: ResourceReference): Promise<boolean> {
    const there = await elsewhere(arn, await this.#connections.connect());
    if (there === undefined) return true;
    const connected = await here(await this.#connections.connect());
    const chosen = await sayWarning(
      `The link leads to "${name}" in ${there}. This window is connected to ${connected}.`,
      switchConnection,
    );
    if (chosen !== switchConnection) return false;
    await vscode.commands.executeCommand(commands.connectionSwitch.id);
    const still = await elsewhere(arn, await this.#connections.connect());
    if (still === undefined) return true;
    throw new UserError('invalid-input', `"${name}" is in ${still}, and this window is not connected there`);
  }
}

const switchConnection = 'Switch connection…';
