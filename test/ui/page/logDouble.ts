/** A log page by itself, and behind it what the extension has: a spool on disk, a thread that searches. */
import type { LogEvent } from '../../../src/logs/follow/logSource.ts';
import { LogPageSource } from '../../../src/logs/whole/page/logPageSource.ts';
import { Scanner } from '../../../src/logs/whole/scan/scanner.ts';
import { Spool } from '../../../src/logs/whole/spool/spool.ts';
import type { RowLink } from '../../../src/logs/whole/view/rowLinks.ts';
import type { WholeLog } from '../../../src/logs/whole/wholeLog.ts';
import { type AlonePage, type AlonePageOptions, openAlone } from './alonePage.ts';

const program = new URL('../../../src/logs/whole/scan/scanWorker.ts', import.meta.url);
const began = Date.UTC(2026, 10, 21, 12);

/** The parts of a whole log that a page looks at, without anything that is followed. */
class StillLog {
  readonly title = 'Training job penguins';
  readonly place = 'this machine';
  readonly target = { kind: 'trainingJob', name: 'penguins' } as const;
  readonly state = { status: 'InProgress', arn: '' };
  readonly following = { kind: 'following' } as const;
  readonly trouble = undefined;
  readonly note = undefined;
  readonly spool: Spool;
  readonly #listeners = new Set<() => void>();

  constructor(spool: Spool) {
    this.spool = spool;
  }

  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export class LogDouble {
  readonly spool: Spool;
  readonly source: LogPageSource;
  /** What was put into it last. */
  clipboard = '';
  readonly openedLines: number[] = [];
  readonly followed: RowLink['target'][] = [];
  readonly #log: StillLog;
  readonly #scanner = new Scanner(program);
  #added = 0;

  private constructor(spool: Spool) {
    this.spool = spool;
    this.#log = new StillLog(spool);
    this.source = new LogPageSource(this.#log as unknown as WholeLog, this.#scanner, {
      save: async () => undefined,
      openText: async () => undefined,
      openLine: async (line) => {
        this.openedLines.push(line);
        return undefined;
      },
      openLink: async (target) => {
        this.followed.push(target);
        return undefined;
      },
      toClipboard: async (text) => {
        this.clipboard = text;
      },
    });
  }

  static async create(folder: string): Promise<LogDouble> {
    return new LogDouble(await Spool.create(folder));
  }

  timeOf(line: number): number {
    return began + line * 10;
  }

  /** Adds `line N`, one each ten milliseconds. */
  async add(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      const size = Math.min(left, 10_000);
      const events = Array.from({ length: size }, (_, i): LogEvent => {
        const n = this.#added + i;
        return { stream: 'penguins/algo-1-1', timestamp: this.timeOf(n), message: `line ${n}` };
      });
      this.#added += size;
      left -= size;
      await this.spool.append(events);
    }
    this.#log.changed();
  }

  async addRaw(events: readonly LogEvent[]): Promise<void> {
    await this.spool.append(events);
    this.#log.changed();
  }

  /** Opens the built page over it. */
  async open(options: Pick<AlonePageOptions, 'browser' | 'size' | 'theme'>): Promise<AlonePage> {
    const { source } = this;
    const handlers = source as unknown as Readonly<Record<string, (input: unknown) => unknown>>;
    const alone = await openAlone({
      ...options,
      name: 'log',
      answer: (name, input) => handlers[name]?.(input),
    });
    const tell = (): void => void alone.tell('state', source.state).catch(() => undefined);
    source.onDidChange(tell);
    tell();
    return alone;
  }

  async close(): Promise<void> {
    this.source.dispose();
    this.#scanner.dispose();
    await this.spool.remove();
  }
}
