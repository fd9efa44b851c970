import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { commands } from '../../manifest/commands.ts';
import type { CopyForm, LaunchEdit, LaunchPage, TrialView } from '../../messages/launch.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import { showError } from '../../platform/showError.ts';
import { confirmCost } from '../confirmCost.ts';
import { debugHere } from '../debug/debugHere.ts';
import type { LaunchParts } from '../launchParts.ts';
import { copyAs } from '../spec/copyAs.ts';
import { saveTask } from '../tasks/saveTask.ts';
import { Acting, type ActSteps } from './acting.ts';
import { browseChannel, chooseSourceFolder } from './browse.ts';
import type { LaunchPageSource } from './launchPageSource.ts';
import { type LaunchSeed, type OpenDraft, OpenLaunch } from './openLaunch.ts';
import { sendDraft, settled } from './sendDraft.ts';
import { saveSource, showLaunched, uriOf } from './sendLaunch.ts';
import { showSent } from './showSent.ts';
import { offerToSend, sendsTo, trialEnd } from './trial.ts';
import { tryHere } from './tryHere.ts';

type Started = { readonly jobName: string } | undefined;

/** One launch as it is filled in, with what its page asks for. */
export class LaunchSession extends Disposables implements LaunchPageSource {
  readonly #parts: LaunchParts;
  readonly #reopen: (seed: LaunchSeed) => void;
  readonly #open: OpenLaunch;
  readonly #acting = new Acting();
  readonly #rows = this.add(new vscode.EventEmitter<readonly InstanceRow[]>());
  readonly onDidChangePage: vscode.Event<LaunchPage>;
  readonly onDidChangeInstances = this.#rows.event;

  /**
   * @param seed told the key of the place that the window is, or will be, connected to
   * @param reopen shows a page again that was closed meanwhile
   */
  constructor(
    parts: LaunchParts,
    seed: (key: string) => Promise<LaunchSeed>,
    reopen: (seed: LaunchSeed) => void,
  ) {
    super();
    this.#parts = parts;
    this.#reopen = reopen;
    this.#open = this.add(new OpenLaunch(parts, seed));
    this.onDidChangePage = this.#open.onDidChangePage;
    this.add(this.#open.onDidMove((connection) => void this.#tellInstances(connection)));
  }

  get page(): LaunchPage | undefined {
    return this.#open.page;
  }

  /**
   * Reads the script, and connects.
   * @throws what keeps it from either; a page that is there by then says it
   */
  async start(): Promise<void> {
    await this.#open.ready();
  }

  async edit(edit: LaunchEdit): Promise<undefined> {
    const draft = await this.#open.shown();
    draft.edit(edit);
    this.#open.watch();
    return undefined;
  }

  async instances(): Promise<readonly InstanceRow[]> {
    const { page } = await this.#open.shown();
    const { connection } = this.#open;
    if (connection) void this.#tellInstances(connection);
    return this.#parts.market.knownInstances(connection ?? page.connection);
  }

  async browseChannel(which: { readonly index: number; readonly where: 'disk' | 's3' }): Promise<undefined> {
    const draft = await this.#open.shown();
    const { index, where } = which;
    const connection = async () => (await this.#open.ready()).connection;
    const location = await browseChannel(connection, where, uriOf(draft.spec));
    if (location === undefined) return undefined;
    return this.edit({ type: 'channel', index, value: { location, kind: where } });
  }

  async chooseSourceFolder(): Promise<undefined> {
    const draft = await this.#open.shown();
    const chosen = await chooseSourceFolder(draft.spec);
    if (chosen) draft.replace({ ...draft.spec, ...chosen });
    this.#open.watch();
    return undefined;
  }

  async createRole(): Promise<undefined> {
    const { draft, connection } = await this.#open.ready();
    const { request } = await draft.ready();
    const arn = await this.#parts.market.createRole(connection, request);
    if (arn === undefined) return undefined;
    draft.edit({ type: 'request', path: ['RoleArn'], value: arn });
    draft.refresh();
    return undefined;
  }

  /** Whether it helped, the page says. */
  async mendConnection(how: 'again' | 'settings' | 'log'): Promise<undefined> {
    const { connections } = this.#parts;
    if (how === 'log') this.#parts.log.show();
    else if (how === 'settings') await vscode.commands.executeCommand(commands.settingsOpen.id);
    else {
      if (connections.state.kind === 'signed-out') await connections.reconnect().catch(() => undefined);
      await this.#open.follow();
    }
    return undefined;
  }

  async switchConnection(): Promise<undefined> {
    await vscode.commands.executeCommand(commands.connectionSwitch.id);
    return undefined;
  }

  async launch(): Promise<Started> {
    const open = await this.#open.ready();
    const { draft, connection } = open;
    const ready = await settled(draft);
    const what = ready.spec.script === '' ? ready.jobName : ready.spec.script;
    if (!(await confirmCost(connection, `Train ${what}? ${draft.page.cost}.`, 'Train'))) return undefined;
    return this.#act(open, `Train ${what}`, async (steps) => {
      const launched = await sendDraft(this.#parts, open, ready, steps);
      showLaunched(this.#parts, connection, launched);
      draft.renew();
      return { jobName: launched.jobName };
    });
  }

  async tryHere({ minutes }: { readonly minutes: number }): Promise<Started> {
    const open = await this.#open.ready();
    const { spec } = open.draft;
    const seed = { spec, from: open.connection.key };
    const { jobName, connection, ended } = await this.#act(
      open,
      `Try ${basename(spec.script)} on this machine`,
      (steps) => tryHere(this.#parts, spec, minutes, steps),
    );
    this.#open.trial = { jobName, state: 'running' };
    void trialEnd(connection, jobName, ended, this.#parts.ending)
      .then((state) => this.#afterTrial({ jobName, state }, seed))
      .catch((error: unknown) => this.#failed('Follow a trial on this machine', error));
    return { jobName };
  }

  /** After a trial: on AWS the launch itself; from this machine the choice of a connection, to which the page then goes. */
  async sendToAws(): Promise<Started> {
    const { connection } = await this.#open.ready();
    if (sendsTo(connection) !== undefined) return this.launch();
    await this.switchConnection();
    await this.#open.follow();
    return undefined;
  }

  async debugHere(): Promise<undefined> {
    const { draft, connection } = await this.#open.ready();
    await saveSource(draft.spec);
    const root = vscode.Uri.joinPath(vscode.Uri.file(this.#parts.storageFolder), 'debug').fsPath;
    await debugHere(draft.spec, connection, root);
    return undefined;
  }

  cancel(): undefined {
    this.#acting.cancel();
    return undefined;
  }

  async saveTask(): Promise<undefined> {
    await saveTask((await this.#open.ready()).draft.spec);
    return undefined;
  }

  async copyAs(form: CopyForm): Promise<undefined> {
    const { spec, request, places } = await (await this.#open.ready()).draft.ready();
    await vscode.env.clipboard.writeText(copyAs(form, { spec, request, places }));
    vscode.window.setStatusBarMessage('$(check) Copied', 3000);
    return undefined;
  }

  async openScript(): Promise<undefined> {
    await showSent((await this.#open.shown()).spec);
    return undefined;
  }

  async #tellInstances(connection: Connection): Promise<void> {
    try {
      const rows = await this.#parts.market.instances(connection);
      if (this.#open.connection === connection && !this.#open.isClosed) this.#rows.fire(rows);
    } catch (error) {
      this.#failed('Ask for instances', error);
    }
  }

  /** The draft stays where it is until the act is over. The page being gone, a message says what went wrong. */
  async #act<T>({ draft }: OpenDraft, title: string, act: (steps: ActSteps) => Promise<T>): Promise<T> {
    try {
      return await this.#acting.run(title, (busy) => this.#show(draft, busy), act);
    } catch (error) {
      // What was asked before may have other answers now; without credentials nothing has any.
      if (['cancelled', 'signed-out'].includes(explain(error).reason)) draft.readAgain();
      else draft.refresh();
      if (this.#open.isClosed) void showError(this.#parts.log, title, error);
      throw error;
    }
  }

  #show(draft: OpenDraft['draft'], busy: LaunchPage['busy']): void {
    draft.setBusy(busy);
    this.#open.held = busy !== undefined;
  }

  async #afterTrial(trial: Pick<TrialView, 'jobName' | 'state'>, seed: LaunchSeed): Promise<void> {
    this.#open.trial = trial;
    const to = sendsTo(this.#parts.connections);
    if (!(await offerToSend(trial, to))) return;
    if (!this.#open.isClosed) {
      await this.sendToAws();
      return;
    }
    if (to === undefined) await this.switchConnection();
    this.#reopen(seed);
  }

  #failed(doing: string, error: unknown): void {
    if (!isCancellation(error)) this.#parts.log.error(doing, error);
  }
}
