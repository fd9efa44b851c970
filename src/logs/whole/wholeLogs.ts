import type { Connection } from '../../connection/connection.ts';
import type { TailTarget } from '../tailTarget.ts';
import { SpoolFolders } from './spool/spoolFolders.ts';
import { WholeLog } from './wholeLog.ts';

/** A whole log for as long as someone needs it. */
export interface LogLease {
  readonly log: WholeLog;
  release(): void;
}

interface Held {
  readonly log: Promise<WholeLog>;
  users: number;
  leaving: NodeJS.Timeout | undefined;
}

/** How long a log is kept that nobody uses: a page that is opened again need not read it all again. Milliseconds. */
const lingering = 60_000;

/** The whole logs of a window: one a job or endpoint, whoever looks at it. */
export class WholeLogs {
  readonly #folders: SpoolFolders;
  readonly #held = new Map<string, Held>();

  /** @param root where they are kept; shared by all windows */
  constructor(root: string) {
    this.#folders = new SpoolFolders(root);
  }

  /** The log, read from its first line on, or as far as it is read already. */
  async acquire(connection: Connection, target: TailTarget): Promise<LogLease> {
    const key = keyOf(connection, target);
    const known = this.#held.get(key);
    const held = known && (await isUsable(known)) ? known : this.#open(key, connection, target);
    held.users += 1;
    clearTimeout(held.leaving);
    try {
      return this.#lease(key, held, await held.log);
    } catch (error) {
      this.#held.delete(key);
      throw error;
    }
  }

  /** The log if someone reads it anyway. */
  async acquireOpen(connection: Connection, target: TailTarget): Promise<LogLease | undefined> {
    const held = this.#held.get(keyOf(connection, target));
    return held && (await isUsable(held)) ? this.acquire(connection, target) : undefined;
  }

  dispose(): void {
    for (const { log, leaving } of this.#held.values()) {
      clearTimeout(leaving);
      log.then((one) => one.close()).catch(() => undefined);
    }
    this.#held.clear();
    this.#folders.dispose();
  }

  #open(key: string, connection: Connection, target: TailTarget): Held {
    const log = this.#folders.create().then((spool) => new WholeLog(connection, target, spool));
    const held: Held = { log, users: 0, leaving: undefined };
    this.#held.set(key, held);
    return held;
  }

  #lease(key: string, held: Held, log: WholeLog): LogLease {
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      held.users -= 1;
      if (held.users > 0) return;
      held.leaving = setTimeout(() => {
        if (this.#held.get(key) === held) this.#held.delete(key);
        // What cannot be taken away now is taken away with the window, or by the next one.
        log.close().catch(() => undefined);
      }, lingering);
      held.leaving.unref();
    };
    return { log, release };
  }
}

/** One that could not be read is read again. */
async function isUsable({ log }: Held): Promise<boolean> {
  return (await log).following.kind !== 'failed';
}

function keyOf({ key }: Connection, { kind, name, arn, variant, host, step }: TailTarget): string {
  return JSON.stringify([key, kind, name, arn, variant, host, step]);
}
