import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import type { LaunchPage, TrialView } from '../../messages/launch.ts';
import { Disposables } from '../../platform/disposables.ts';
import { isCancellation } from '../../platform/explain.ts';
import type { LaunchParts } from '../launchParts.ts';
import { LaunchDraft, type DraftParts } from '../spec/launchDraft.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { FillIn } from './fillIn.ts';
import { fitSpec, fitTo } from './fitSpec.ts';
import { PageFacts } from './pageFacts.ts';
import { uriOf } from './sendLaunch.ts';
import { SourceWatch } from './sourceWatch.ts';
import { sendsTo } from './trial.ts';

/** What a page begins with. */
export interface LaunchSeed {
  readonly spec: LaunchSpec;
  /** `Connection.key` of the place that the spec was made for; undefined where it was made for none. */
  readonly from?: string | undefined;
  readonly clonedFrom?: DraftParts['clonedFrom'];
}

/** A draft, and the connection that it asks and is sent through. */
export interface OpenDraft {
  readonly draft: LaunchDraft;
  readonly connection: Connection;
  readonly clonedFrom: DraftParts['clonedFrom'];
}

/** The draft of an open page: begun once there is a connection, and moved along when the window has another. */
export class OpenLaunch extends Disposables {
  readonly #parts: LaunchParts;
  readonly #seed: (connection: Connection) => Promise<LaunchSeed>;
  readonly #pages = this.add(new vscode.EventEmitter<LaunchPage>());
  readonly #moved = this.add(new vscode.EventEmitter<Connection>());
  readonly #watch = this.add(new SourceWatch(() => this.#open?.draft.readAgain()));
  #opening: Promise<OpenDraft> | undefined;
  #following: Promise<void> | undefined;
  #open: OpenDraft | undefined;
  #trial: TrialView | undefined;
  #isHeld = false;
  #isClosed = false;
  readonly onDidChangePage = this.#pages.event;
  /** The launch is on another connection now. */
  readonly onDidMove = this.#moved.event;

  /** @param seed asked once there is a connection */
  constructor(parts: LaunchParts, seed: (connection: Connection) => Promise<LaunchSeed>) {
    super();
    this.#parts = parts;
    this.#seed = seed;
    this.add(
      parts.connections.onDidChange(({ kind }) => {
        if (kind === 'connected' || kind === 'idle') void this.follow();
      }),
    );
  }

  get page(): LaunchPage | undefined {
    return this.#open?.draft.page;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The draft on the window's connection. @throws what keeps it from being begun */
  async ready(): Promise<OpenDraft> {
    await this.#following;
    if (this.#open) return this.#open;
    this.#opening ??= this.#begin().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** Whether the draft has to stay where it is: it is being sent. Let go, it follows the window. */
  set held(isHeld: boolean) {
    this.#isHeld = isHeld;
    if (!isHeld) void this.follow();
  }

  /** The trial goes along with the page wherever it is. */
  set trial(trial: Omit<TrialView, 'sendTo'> | undefined) {
    const { connection, draft } = this.#open ?? {};
    this.#trial = trial && { ...trial, sendTo: connection && sendsTo(connection) };
    if (draft) draft.trial = this.#trial;
  }

  /** Watches what the draft sends from disk now. */
  watch(): void {
    if (this.#open) this.#watch.follow(this.#open.draft.spec);
  }

  /** Goes to the connection that the window has. Never rejects: why it could not stands in the log. */
  follow(): Promise<void> {
    this.#following ??= this.#follow().finally(() => (this.#following = undefined));
    return this.#following;
  }

  override dispose(): void {
    this.#isClosed = true;
    this.#open?.draft.dispose();
    super.dispose();
  }

  async #begin(): Promise<OpenDraft> {
    // Loading them takes as long as connecting does; whoever waits for them hears of a failure.
    this.#parts.shapes().catch(() => undefined);
    const connection = await this.#parts.connections.connect();
    const { spec: given, from, clonedFrom } = await this.#seed(connection);
    const defaults = await workspaceDefaults(connection, uriOf(given));
    const spec = await fitSpec(given, connection, defaults, from);
    const facts = new PageFacts(this.#parts, connection, defaults);
    return this.#take(connection, { spec, facts, shapes: await this.#parts.shapes() }, clonedFrom);
  }

  async #follow(): Promise<void> {
    try {
      while (this.#open && !this.#isHeld && !this.#isClosed) {
        const connection = await this.#parts.connections.connect();
        const before = this.#open;
        if (connection === before.connection) return;
        await this.#move(before, connection);
        this.#moved.fire(connection);
      }
    } catch (error) {
      // The views and the status bar say so; the page stays as it was until there is a connection.
      if (!isCancellation(error)) this.#parts.log.error('Show the launch on another connection', error);
    }
  }

  /** The same launch there; what is typed meanwhile goes along. */
  async #move({ draft, connection: before, clonedFrom }: OpenDraft, connection: Connection): Promise<void> {
    const defaults = await workspaceDefaults(connection, uriOf(draft.spec));
    const shapes = await this.#parts.shapes();
    for (;;) {
      const given = draft.spec;
      const spec = await fitTo(given, connection, defaults, before.key);
      if (draft.spec !== given) continue;
      const facts = new PageFacts(this.#parts, connection, defaults);
      this.#take(connection, { spec, facts, shapes }, clonedFrom);
      return;
    }
  }

  #take(
    connection: Connection,
    parts: Omit<DraftParts, 'clonedFrom'>,
    clonedFrom: DraftParts['clonedFrom'],
  ): OpenDraft {
    const draft = new LaunchDraft({ ...parts, ...(clonedFrom && { clonedFrom }) });
    const open = { draft, connection, clonedFrom };
    if (this.#isClosed) {
      draft.dispose();
      return open;
    }
    this.#open?.draft.dispose();
    this.#open = open;
    const fill = new FillIn(draft);
    const show = (page: LaunchPage): void => {
      if (this.#open !== open) return;
      this.#pages.fire(page);
      fill.from(page);
    };
    this.trial = this.#trial;
    this.watch();
    // A page without the script's arguments would be drawn twice in a moment.
    void draft.scriptRead().then(() => {
      if (this.#open !== open || this.#isClosed) return;
      this.add(draft.onDidChange(show));
      show(draft.page);
    });
    return open;
  }
}
