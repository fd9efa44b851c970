import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { placeKey } from '../../connection/place.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import { inParallel } from '../../platform/inParallel.ts';
import type { KeptJobs } from '../../platform/keptJobs.ts';
import type { Log } from '../../platform/log.ts';
import { isNoResource } from '../follow/errors.ts';
import { paceOf } from '../follow/pace.ts';
import type { SubjectEnd } from '../follow/subject.ts';
import type { ProgressWatch, WatchedProgress } from '../progress/progressWatch.ts';
import type { TailTarget } from '../tailTarget.ts';

/** Of what earlier windows have left so many are asked for at once. */
const atOnce = 4;

export interface LaunchedJobsParts {
  readonly connections: ConnectionService;
  readonly progress: Pick<ProgressWatch, 'watch'> & {
    onDidChange(tell: (name: string) => void): { dispose(): void };
  };
  /** The jobs of which nobody knows yet how they have ended. */
  readonly kept: KeptJobs;
  readonly log: Log;
  /** A job has ended and no tail tells it. Never rejects. */
  readonly ended: (connection: Connection, target: TailTarget, end: SubjectEnd) => Promise<void>;
}

interface Watched {
  readonly job: WatchedProgress;
  /** Aborts when it is watched no longer. */
  readonly ending: AbortController;
  isTelling: boolean;
}

const targetOf = (name: string) => ({ kind: 'trainingJob', name }) as const;

/**
 * Hears of the end of each job that was launched from here though nobody follows its log: also when its tail was closed, and
 * when it ended while no window was open, or this one was connected to somewhere else. Asks only while there is such a job.
 */
export class LaunchedJobs extends Disposables {
  readonly #parts: LaunchedJobsParts;
  /** Those of the connection that is shown, by name. */
  readonly #watched = new Map<string, Watched>();

  constructor(parts: LaunchedJobsParts) {
    super();
    this.#parts = parts;
    const { connections, progress } = parts;
    this.add(
      connections.onDidChange(({ kind }) => {
        if (kind === 'connecting') return;
        this.#endAll();
        if (kind === 'connected')
          this.#goOn().catch((error: unknown) => parts.log.error('Ask how launched jobs have ended', error));
      }),
    );
    this.add(progress.onDidChange((name) => this.#look(name)));
    this.add({ dispose: () => this.#endAll() });
  }

  /** A job was launched from this window. */
  launched({ key }: Connection, name: string): void {
    const { kept, log } = this.#parts;
    // A trial runs on this machine while the window shows another place: it is asked for once the window shows this one.
    if (key === this.#shown) this.#watch(name);
    kept.keep(key, name).catch((error: unknown) => log.error(`Keep ${name} until it has ended`, error));
  }

  get #shown(): string {
    return placeKey(this.#parts.connections.place);
  }

  /** With what earlier windows, or other connections, have left of the one that is shown. */
  async #goOn(): Promise<void> {
    const { kept, log } = this.#parts;
    const key = this.#shown;
    await inParallel(kept.of(key), atOnce, async (name) => {
      if (key !== this.#shown) return;
      try {
        await this.#watch(name).ask();
        this.#look(name);
      } catch (error) {
        if (isNoResource(error)) await this.#forget(key, name);
        // What watches it asks again.
        else if (!isCancellation(error))
          log.debug(`How ${name} is could not be asked: ${explain(error).message}`);
      }
    });
  }

  #watch(name: string): WatchedProgress {
    this.#end(name);
    const job = this.#parts.progress.watch(targetOf(name));
    this.#watched.set(name, { job, ending: new AbortController(), isTelling: false });
    return job;
  }

  #look(name: string): void {
    const one = this.#watched.get(name);
    const end = one?.job.ended?.end;
    // Whoever follows it tells it, or closes it, which is heard.
    if (!one || !end || one.job.followed || one.isTelling) return;
    one.isTelling = true;
    void this.#tell(name, one, end).finally(() => (one.isTelling = false));
  }

  async #tell(name: string, { job, ending: { signal } }: Watched, end: SubjectEnd): Promise<void> {
    const { connections, kept, ended, log } = this.#parts;
    try {
      const connection = await connections.connect();
      await delay(untilSettled(connection, end), undefined, { signal });
      if (job.followed) return;
      this.#end(name);
      // A tail, or another window, may have told it.
      if (kept.of(connection.key).includes(name)) await ended(connection, targetOf(name), end);
    } catch (error) {
      // It stays kept, and is told on the next connection.
      if (!signal.aborted) log.debug(`How ${name} ended could not be told: ${explain(error).message}`);
    }
  }

  async #forget(key: string, name: string): Promise<void> {
    this.#end(name);
    await this.#parts.kept.drop(key, name);
  }

  #end(name: string): void {
    const one = this.#watched.get(name);
    if (!one) return;
    one.ending.abort();
    one.job.end();
    this.#watched.delete(name);
  }

  #endAll(): void {
    for (const name of [...this.#watched.keys()]) this.#end(name);
  }
}

/** Milliseconds for which last lines of a job may still come. */
function untilSettled(connection: Connection, { at }: SubjectEnd): number {
  const { settle } = paceOf(connection);
  return at === undefined ? settle : Math.min(settle, Math.max(0, at + settle - Date.now()));
}
