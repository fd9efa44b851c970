import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import { type Place, placeKey } from '../../connection/place.ts';
import type { ConnectionWait, LaunchPage, TrialView } from '../../messages/launch.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import { sentence } from '../../platform/sentence.ts';
import { UserError } from '../../platform/userError.ts';
import type { LaunchParts } from '../launchParts.ts';
import { LaunchDraft, type DraftParts } from '../spec/launchDraft.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { AwaitingFacts } from './awaitingFacts.ts';
import { FillIn } from './fillIn.ts';
import { fitBefore, fitTo } from './fitSpec.ts';
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
}

/**
 * The draft of an open page. It is begun at once with what the disk tells, goes to the window's connection as soon as there is
 * one, and is moved along when the window has another.
 */
export class OpenLaunch extends Disposables {
  readonly #parts: LaunchParts;
  readonly #seed: (key: string) => Promise<LaunchSeed>;
  readonly #pages = this.add(new vscode.EventEmitter<LaunchPage>());
  readonly #moved = this.add(new vscode.EventEmitter<Connection>());
  readonly #watch = this.add(new SourceWatch(() => this.#draft?.readAgain()));
  #opening: Promise<LaunchDraft> | undefined;
  #following: Promise<void> | undefined;
  #draft: LaunchDraft | undefined;
  #fill: FillIn | undefined;
  #connection: Connection | undefined;
  /** `Connection.key` of where the draft is now. */
  #key: string | undefined;
  /** What kept the draft from the window's connection the last time. */
  #failure: Error | undefined;
  #trial: Omit<TrialView, 'sendTo'> | undefined;
  #isHeld = false;
  #isClosed = false;
  /** How often the window's connection has changed. */
  #changes = 0;
  readonly onDidChangePage = this.#pages.event;
  /** The launch is on another connection now, or on its first. */
  readonly onDidMove = this.#moved.event;

  /** @param seed told the key of the place that the window is, or will be, connected to */
  constructor(parts: LaunchParts, seed: (key: string) => Promise<LaunchSeed>) {
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
    return this.#draft?.page;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Undefined while there is none. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  /**
   * The draft, be there a connection or none yet. On its way from one connection to another it is waited for: what is chosen
   * then is meant for the next.
   * @throws what keeps it from being begun
   */
  async shown(): Promise<LaunchDraft> {
    if (this.#connection) await this.#following;
    this.#opening ??= this.#begin().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** The draft on the window's connection. @throws what keeps it from being begun, or from the connection */
  async ready(): Promise<OpenDraft> {
    const draft = await this.shown();
    if (!this.#connection) await this.follow();
    if (!this.#connection) throw this.#failure ?? new UserError('cancelled', 'The page was closed');
    return { draft, connection: this.#connection };
  }

  /** Whether the draft has to stay where it is: it is being sent. Let go, it follows the window. */
  set held(isHeld: boolean) {
    this.#isHeld = isHeld;
    if (!isHeld) void this.follow();
  }

  /** The trial goes along with the page wherever it is. */
  set trial(trial: Omit<TrialView, 'sendTo'> | undefined) {
    this.#trial = trial;
    if (this.#draft)
      this.#draft.trial = trial && { ...trial, sendTo: sendsTo(this.#connection ?? this.#parts.connections) };
  }

  /** Watches what the draft sends from disk now. */
  watch(): void {
    if (this.#draft) this.#watch.follow(this.#draft.spec);
  }

  /** Goes to the connection that the window has. Never rejects: why it could not stands on the page, or in the log. */
  follow(): Promise<void> {
    this.#changes++;
    this.#following ??= this.#follow().finally(() => (this.#following = undefined));
    return this.#following;
  }

  override dispose(): void {
    this.#isClosed = true;
    this.#draft?.dispose();
    super.dispose();
  }

  async #begin(): Promise<LaunchDraft> {
    const { connections, scripts } = this.#parts;
    const { place } = connections;
    const key = placeKey(place);
    const [{ spec, from, clonedFrom }, shapes] = await Promise.all([this.#seed(key), this.#parts.shapes()]);
    const facts = new AwaitingFacts(scripts, place);
    const fitted = fitBefore(spec, { key, billed: facts.place.billed }, from);
    const draft = new LaunchDraft({ spec: fitted, facts, shapes, ...(clonedFrom && { clonedFrom }) });
    this.#key = key;
    this.#draft = draft;
    this.#fill = new FillIn(draft);
    if (this.#isClosed) draft.dispose();
    this.watch();
    // One that is there already answers before the script is read, and the page is then drawn once.
    const following = this.follow();
    if (connections.state.kind === 'connected') await following;
    await draft.scriptRead();
    this.#tell(draft);
    return draft;
  }

  /** A page without the script's arguments would be drawn twice in a moment. */
  #tell(draft: LaunchDraft): void {
    if (this.#isClosed) return;
    const show = (page: LaunchPage): void => {
      this.#pages.fire(page);
      this.#fill?.from(page);
    };
    this.add(draft.onDidChange(show));
    show(draft.page);
  }

  async #follow(): Promise<void> {
    while (this.#draft && !this.#isHeld && !this.#isClosed) {
      const changes = this.#changes;
      try {
        const connecting = this.#parts.connections.connect();
        if (!this.#connection) this.#draft.waitFor(connectingTo(this.#parts.connections.place));
        const connection = await connecting;
        if (connection === this.#connection) return;
        await this.#move(this.#draft, connection);
        this.#moved.fire(connection);
      } catch (error) {
        // Given up for another connection: that is the one to go to.
        if (isCancellation(error) && this.#changes !== changes) continue;
        this.#fail(error);
        return;
      }
    }
  }

  /** A page that had a connection stays as it was until there is one again: the views and the status bar say why. */
  #fail(error: unknown): void {
    this.#failure = error instanceof Error ? error : new Error(String(error));
    if (!this.#connection) {
      const { message, advice } = explain(error);
      this.#draft?.waitFor({ kind: 'failed', message: sentence(message), advice });
    }
    if (!isCancellation(error)) this.#parts.log.error('Show the launch on the connection', error);
  }

  /** The same launch there; what is typed meanwhile goes along. */
  async #move(draft: LaunchDraft, connection: Connection): Promise<void> {
    const defaults = await workspaceDefaults(connection, uriOf(draft.spec));
    for (;;) {
      const given = draft.spec;
      const spec = await fitTo(given, connection, defaults, this.#key);
      if (draft.spec !== given) continue;
      this.#connection = connection;
      this.#key = connection.key;
      this.#fill = new FillIn(draft);
      draft.moveTo(new PageFacts(this.#parts, connection, defaults), spec);
      this.trial = this.#trial;
      return;
    }
  }
}

function connectingTo({ kind, label }: Place): ConnectionWait {
  const step = kind === 'this-machine' ? 'Starting SageMaker on this machine…' : `Connecting to ${label}…`;
  return { kind: 'connecting', step };
}
