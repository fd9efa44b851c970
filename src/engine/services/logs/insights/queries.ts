import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../http/awsError.ts';
import { type EngineLog } from '../../../log.ts';
import { type FileLogStore } from '../../../store/fileLogStore.ts';
import { type QueryRequest, QueryRun } from './queryRun.ts';

/** More would only take each other's disk. */
const AT_ONCE = 2;
/** AWS's own limit of queries that run or wait. */
const MOST_WAITING = 100;
const MOST_KEPT = 1000;
/** Characters of answers that are kept; the oldest go first. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** The queries of the engine's life: their answers are kept in memory, and are gone with it. */
export class Queries {
  readonly #logs: FileLogStore;
  readonly #log: EngineLog;
  readonly #known = new Map<string, QueryRun>();
  readonly #waiting: QueryRun[] = [];
  #running = 0;

  constructor(logs: FileLogStore, log: EngineLog) {
    this.#logs = logs;
    this.#log = log;
  }

  /**
   * Takes a query; it runs as soon as there is room.
   * @throws AwsError `MalformedQueryException`, `LimitExceededException`
   */
  start(request: QueryRequest): QueryRun {
    const run = new QueryRun(randomUUID(), request);
    if (this.#running + this.#waiting.length >= MOST_WAITING)
      throw new AwsError(
        'LimitExceededException',
        `No more than ${MOST_WAITING} queries run at the same time.`,
      );
    this.#known.set(run.id, run);
    this.#waiting.push(run);
    this.#fill();
    return run;
  }

  /** @throws AwsError `ResourceNotFoundException`, also for one whose answer is no longer kept */
  find(region: string, id: string): QueryRun {
    const run = this.#known.get(id);
    if (run?.request.region !== region)
      throw new AwsError('ResourceNotFoundException', `The query ${id} does not exist.`);
    return run;
  }

  /** The region's, newest first. */
  list(region: string): QueryRun[] {
    return [...this.#known.values()].filter(({ request }) => request.region === region).reverse();
  }

  #fill(): void {
    while (this.#running < AT_ONCE) {
      const run = this.#waiting.shift();
      if (!run) return;
      this.#running += 1;
      // The answer to StartQuery first.
      setImmediate(() => void this.#run(run));
    }
  }

  async #run(run: QueryRun): Promise<void> {
    try {
      await run.run(this.#logs);
    } catch (error) {
      this.#log(`The query ${run.id} failed`, error);
    } finally {
      this.#running -= 1;
      this.#forget();
      this.#fill();
    }
  }

  #forget(): void {
    let size = 0;
    for (const [n, run] of [...this.#known.values()].reverse().entries()) {
      size += run.size;
      // The newest answer is kept however large it is.
      if (run.isOver && (n >= MOST_KEPT || (n > 0 && size > MOST_CHARACTERS))) this.#known.delete(run.id);
    }
  }
}
