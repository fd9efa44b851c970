import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { placeKey } from '../../connection/place.ts';
import { words } from '../../catalog/status.ts';
import { settings } from '../../manifest/settings.ts';
import { Disposables } from '../../platform/disposables.ts';
import { withProgressWhenSlow } from '../../platform/progress.ts';
import { readSetting } from '../../platform/settings.ts';
import type { TailTarget } from '../tailTarget.ts';
import { ProgressNotice } from './progressNotice.ts';
import type { ProgressWatch } from './progressWatch.ts';

/** How long it is said how a job has ended. Milliseconds. */
const endShownFor = 5000;

/**
 * How far jobs are, in a notification: of those that were launched from this window, and of those that somebody asks for. It
 * comes once the log tells how far a job is, and goes with the job, the connection, or when the person hides it. One at a time.
 */
export class ProgressNotices extends Disposables {
  readonly #watch: ProgressWatch;
  readonly #connections: ConnectionService;
  /** In the order in which they were asked for; a job has one at most. */
  readonly #notices = new Set<ProgressNotice>();

  constructor(watch: ProgressWatch, connections: ConnectionService) {
    super();
    this.#watch = watch;
    this.#connections = connections;
    this.add(watch.onDidChange((name) => this.#update(name)));
    this.add(connections.onDidChange(({ kind }) => kind !== 'connecting' && this.#closeAll()));
    this.add({ dispose: () => this.#closeAll() });
  }

  /** A job was launched from this window. */
  launched({ place }: Connection, target: TailTarget): void {
    // A trial runs on this machine while the window shows another place.
    const isShown = placeKey(place) === placeKey(this.#connections.place);
    if (isShown && readSetting(settings.progressNotification)) this.#draw(this.#begin(target));
  }

  /**
   * Shows how far a job is, as soon as its log tells. It takes the place of another that is shown.
   * @returns what is said when there is nothing to show yet, or no longer
   * @throws what SageMaker or CloudWatch answers
   */
  async show(target: TailTarget): Promise<string | undefined> {
    const notice = this.#begin(target);
    try {
      await withProgressWhenSlow('Show progress', `reading the log of ${target.name}`, () =>
        notice.watched.ask(),
      );
    } catch (error) {
      this.#close(notice);
      throw error;
    }
    const { ended, progress } = notice.watched;
    if (ended) {
      this.#close(notice);
      return `${target.name} has ended: ${words(ended.status).toLowerCase()}.`;
    }
    if (!progress)
      return `The log of ${target.name} does not tell yet how far it is. It is shown here once it does.`;
    // It may have come while its log was read.
    const shown = this.#shown;
    if (shown && shown !== notice) this.#forget(shown);
    this.#draw(notice);
    return undefined;
  }

  /** VS Code keeps it in front of the window: two would hide what one works with. The next one comes when this has ended. */
  get #shown(): ProgressNotice | undefined {
    return [...this.#notices].find(({ isShown }) => isShown);
  }

  #begin(target: TailTarget): ProgressNotice {
    for (const one of this.#notices)
      if (one.target.kind === target.kind && one.target.name === target.name) this.#forget(one);
    const notice = new ProgressNotice(target, this.#watch.watch(target));
    this.#notices.add(notice);
    return notice;
  }

  #update(name: string): void {
    for (const notice of this.#notices) if (notice.target.name === name) this.#draw(notice);
  }

  #draw(notice: ProgressNotice): void {
    const { ended, progress } = notice.watched;
    if (!notice.isShown) {
      // What ends before it tells anything has nothing to show here.
      if (ended) this.#close(notice);
      else if (progress && !this.#shown) notice.open(() => this.#hide(notice));
      return;
    }
    notice.update();
    if (ended) notice.endIn(endShownFor, () => this.#close(notice));
  }

  /** The person does not want to see it any longer; nothing else is meant by that. */
  #hide(notice: ProgressNotice): void {
    if (!this.#notices.has(notice)) return;
    this.#close(notice);
    if (!notice.watched.ended)
      vscode.window.setStatusBarMessage(`${notice.target.name} goes on: see "Running now"`, endShownFor);
  }

  /** Ends one, and lets another that waits have its place. */
  #close(notice: ProgressNotice): void {
    this.#forget(notice);
    for (const waiting of this.#notices) if (!waiting.isShown) this.#draw(waiting);
  }

  #forget(notice: ProgressNotice): void {
    if (this.#notices.delete(notice)) notice.close();
  }

  #closeAll(): void {
    for (const notice of this.#notices) this.#forget(notice);
  }
}
