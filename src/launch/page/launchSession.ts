import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import { commands } from '../../manifest/commands.ts';
import type { CopyForm, InstanceRow, LaunchEdit, LaunchPage } from '../../messages/launch.ts';
import { Disposables } from '../../platform/disposables.ts';
import { isCancellation } from '../../platform/explain.ts';
import { withProgress } from '../../platform/progress.ts';
import { UserError } from '../../platform/userError.ts';
import { confirmCost } from '../confirmCost.ts';
import { debugHere } from '../debug/debugHere.ts';
import type { LaunchParts } from '../launchParts.ts';
import { saveFolder } from '../pickScript.ts';
import { copyAs } from '../spec/copyAs.ts';
import { LaunchDraft, type DraftParts, type ReadyLaunch } from '../spec/launchDraft.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { saveTask } from '../tasks/saveTask.ts';
import type { LaunchPageSource } from './launchPageSource.ts';
import { browseChannel, chooseSourceFolder } from './browse.ts';
import { PageFacts } from './pageFacts.ts';
import { sendLaunch, showLaunched, uriOf } from './sendLaunch.ts';
import { SourceWatch } from './sourceWatch.ts';
import { fitSpec } from './specFor.ts';
import { offerToSend, tryHere } from './tryHere.ts';

/** What a page begins with. */
export interface LaunchSeed {
  readonly spec: LaunchSpec;
  /** `Connection.key` of the place that the spec was made for; undefined where it was made for none. */
  readonly from?: string | undefined;
  readonly clonedFrom?: DraftParts['clonedFrom'];
}

/** One launch as it is filled in: the draft, on the connection that the window has, with what its page asks for. */
export class LaunchSession extends Disposables implements LaunchPageSource {
  readonly #parts: LaunchParts;
  readonly #seed: (connection: Connection) => Promise<LaunchSeed>;
  readonly #pages = this.add(new vscode.EventEmitter<LaunchPage>());
  readonly #rows = this.add(new vscode.EventEmitter<readonly InstanceRow[]>());
  readonly #watch = this.add(new SourceWatch(() => this.#draft?.refresh()));
  #opening: Promise<LaunchDraft> | undefined;
  #draft: LaunchDraft | undefined;
  #connection: Connection | undefined;
  /** What was filled in by itself, once: what a person empties stays empty. */
  #filled = new Set<string>();
  #running: AbortController | undefined;
  #isClosed = false;
  readonly onDidChangePage = this.#pages.event;
  readonly onDidChangeInstances = this.#rows.event;

  /** @param seed asked once there is a connection */
  constructor(parts: LaunchParts, seed: (connection: Connection) => Promise<LaunchSeed>) {
    super();
    this.#parts = parts;
    this.#seed = seed;
    this.add(
      parts.connections.onDidChange(({ kind }) => {
        if (kind === 'connected' || kind === 'idle') void this.#follow();
      }),
    );
  }

  get page(): LaunchPage | undefined {
    return this.#draft?.page;
  }

  /** Starts to read the script and to connect. @throws what keeps it from that */
  async start(): Promise<void> {
    await this.#ready();
  }

  async edit(edit: LaunchEdit): Promise<undefined> {
    const draft = await this.#ready();
    if (edit.type === 'request') this.#filled.add(edit.path.join('.'));
    draft.edit(edit);
    this.#watch.follow(draft.spec.sourceFolder);
    return undefined;
  }

  async instances(): Promise<readonly InstanceRow[]> {
    await this.#ready();
    const connection = this.#connected();
    void this.#tellInstances(connection);
    return this.#parts.market.knownInstances(connection);
  }

  async browseChannel(which: { readonly index: number; readonly where: 'disk' | 's3' }): Promise<undefined> {
    const draft = await this.#ready();
    const location = await browseChannel(this.#connected(), which.where, uriOf(draft.spec));
    if (location !== undefined)
      draft.edit({ type: 'channel', index: which.index, value: { location, kind: which.where } });
    return undefined;
  }

  async chooseSourceFolder(): Promise<undefined> {
    const draft = await this.#ready();
    const chosen = await chooseSourceFolder(draft.spec);
    if (chosen) draft.replace({ ...draft.spec, ...chosen });
    this.#watch.follow(draft.spec.sourceFolder);
    return undefined;
  }

  async createRole(): Promise<undefined> {
    const draft = await this.#ready();
    const { request } = await draft.ready();
    const arn = await this.#parts.market.createRole(this.#connected(), request);
    if (arn === undefined) return undefined;
    draft.edit({ type: 'request', path: ['RoleArn'], value: arn });
    draft.refresh();
    return undefined;
  }

  async switchConnection(): Promise<undefined> {
    await vscode.commands.executeCommand(commands.connectionSwitch.id);
    return undefined;
  }

  async launch(): Promise<{ readonly jobName: string } | undefined> {
    const draft = await this.#ready();
    const connection = this.#connected();
    const { spec, jobName, request, problems } = await this.#settled(draft);
    const wrong = problems.find(({ severity }) => severity === 'error');
    if (wrong) throw new UserError('invalid-input', wrong.message);
    const what = spec.script === '' ? jobName : spec.script;
    if (!(await confirmCost(connection, `Train ${what}? ${draft.page.cost}.`, 'Train'))) return undefined;
    return this.#busy(draft, `Train ${what}`, async (steps) => {
      try {
        const launched = await sendLaunch(this.#parts, connection, spec, {
          ...steps,
          shown: request,
          jobName,
        });
        showLaunched(this.#parts, connection, launched);
        draft.renew();
        return { jobName: launched.jobName };
      } catch (error) {
        draft.refresh();
        throw error;
      }
    });
  }

  async tryHere({
    minutes,
  }: {
    readonly minutes: number;
  }): Promise<{ readonly jobName: string } | undefined> {
    const draft = await this.#ready();
    const { spec } = draft;
    const trial = await this.#busy(draft, `Try ${basename(spec.script)} on this machine`, (steps) =>
      tryHere(this.#parts, spec, minutes, steps),
    );
    const { jobName, ended } = trial;
    void ended.then((end) => this.#afterTrial(jobName, end));
    return { jobName };
  }

  async debugHere(): Promise<undefined> {
    const { spec } = await this.#ready();
    await saveFolder(spec.sourceFolder);
    const root = vscode.Uri.joinPath(vscode.Uri.file(this.#parts.storageFolder), 'debug').fsPath;
    await debugHere(spec, this.#connected(), root);
    return undefined;
  }

  cancel(): undefined {
    this.#running?.abort();
    return undefined;
  }

  async saveTask(): Promise<undefined> {
    await saveTask((await this.#ready()).spec);
    return undefined;
  }

  async copyAs(form: CopyForm): Promise<undefined> {
    const { spec, request, places } = await (await this.#ready()).ready();
    await vscode.env.clipboard.writeText(copyAs(form, { spec, request, places }));
    vscode.window.setStatusBarMessage('$(check) Copied', 3000);
    return undefined;
  }

  async openScript(): Promise<undefined> {
    const { spec } = await this.#ready();
    const file = vscode.Uri.joinPath(vscode.Uri.file(spec.sourceFolder), spec.script);
    await vscode.commands.executeCommand('vscode.open', file);
    return undefined;
  }

  /** The page is gone; a launch that is under way goes on, and its notification can cancel it. */
  override dispose(): void {
    this.#isClosed = true;
    this.#draft?.dispose();
    super.dispose();
  }

  #ready(): Promise<LaunchDraft> {
    if (this.#draft) return Promise.resolve(this.#draft);
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async #open(): Promise<LaunchDraft> {
    const connection = await this.#parts.connections.connect();
    const seed = await this.#seed(connection);
    return this.#begin(connection, seed);
  }

  async #begin(connection: Connection, { spec: given, from, clonedFrom }: LaunchSeed): Promise<LaunchDraft> {
    const [shapes, defaults] = await Promise.all([
      this.#parts.shapes(),
      workspaceDefaults(connection, uriOf(given)),
    ]);
    const spec = await fitSpec(given, connection, defaults, from);
    const facts = new PageFacts(this.#parts, connection, defaults);
    const draft = new LaunchDraft({ spec, facts, shapes, ...(clonedFrom && { clonedFrom }) });
    if (this.#isClosed) {
      draft.dispose();
      return draft;
    }
    this.#draft?.dispose();
    this.#draft = draft;
    this.#connection = connection;
    this.#filled = new Set();
    this.add(draft.onDidChange((page) => this.#changed(draft, page)));
    this.#watch.follow(spec.sourceFolder);
    this.#changed(draft, draft.page);
    return draft;
  }

  #changed(draft: LaunchDraft, page: LaunchPage): void {
    if (draft !== this.#draft) return;
    this.#pages.fire(page);
    const algorithm = draft.spec.request.AlgorithmSpecification;
    if (algorithm?.TrainingImage === undefined && algorithm?.AlgorithmName === undefined)
      this.#fillIn(draft, ['AlgorithmSpecification', 'TrainingImage'], page.images[0]?.value);
    if (draft.spec.request.RoleArn === undefined) this.#fillIn(draft, ['RoleArn'], page.roles[0]?.value);
  }

  #fillIn(draft: LaunchDraft, path: readonly string[], value: string | undefined): void {
    const key = path.join('.');
    if (value === undefined || this.#filled.has(key)) return;
    this.#filled.add(key);
    draft.edit({ type: 'request', path, value });
  }

  /** The window has another connection: the same launch there. */
  async #follow(): Promise<void> {
    const before = this.#connection;
    const draft = this.#draft;
    if (!before || !draft || this.#running) return;
    try {
      const connection = await this.#parts.connections.connect();
      if (connection === this.#connection || draft !== this.#draft) return;
      await this.#begin(connection, { spec: draft.spec, from: before.key });
      void this.#tellInstances(connection);
    } catch (error) {
      // The views and the status bar say so; the page stays as it was until there is a connection.
      if (!isCancellation(error)) this.#parts.log.error('Show the launch on another connection', error);
    }
  }

  async #tellInstances(connection: Connection): Promise<void> {
    try {
      const rows = await this.#parts.market.instances(connection);
      if (connection === this.#connection && !this.#isClosed) this.#rows.fire(rows);
    } catch (error) {
      if (!isCancellation(error)) this.#parts.log.error('Ask for instances', error);
    }
  }

  /** What will be sent, once what is open has been saved and all answers are there. */
  async #settled(draft: LaunchDraft): Promise<ReadyLaunch> {
    if (draft.spec.sourceFolder !== '' && (await saveFolder(draft.spec.sourceFolder))) draft.refresh();
    return draft.ready();
  }

  #connected(): Connection {
    if (!this.#connection) throw new Error('There is no connection yet.');
    return this.#connection;
  }

  /** Shows in the page and in a notification what is under way; either cancels it. */
  async #busy<T>(
    draft: LaunchDraft,
    title: string,
    act: (steps: { report: (step: string) => void; signal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    if (this.#running) throw new UserError('invalid-input', 'A launch from this page is under way already.');
    const running = new AbortController();
    this.#running = running;
    draft.setBusy({ title, step: '' });
    try {
      return await withProgress(title, (report, cancelled) => {
        const signal = AbortSignal.any([running.signal, cancelled]);
        return act({
          signal,
          report: (step) => {
            report(step);
            draft.setBusy({ title, step });
          },
        });
      });
    } finally {
      this.#running = undefined;
      draft.setBusy(undefined);
    }
  }

  async #afterTrial(jobName: string, end: Parameters<typeof offerToSend>[1]): Promise<void> {
    const connection = this.#connection;
    if (connection?.billed !== true || !(await offerToSend(jobName, end, connection.label))) return;
    if (this.#isClosed) await vscode.commands.executeCommand(commands.trainingClone.id, jobName);
    else await this.launch();
  }
}
