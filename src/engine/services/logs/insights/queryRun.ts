import { type FileLogStore } from '../../../store/fileLogStore.ts';
import { type LogGroup, type LogStream } from '../../../store/logCatalog.ts';
import { atTime } from '../../../store/logPosition.ts';
import { EVENT_OVERHEAD } from '../putLogEvents.ts';
import { Work } from '../regex/work.ts';
import { retainedFrom } from '../retention.ts';
import { Pipeline, type ResultField } from './run/pipeline.ts';
import { parseQuery } from './syntax/queryParser.ts';

export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled';

export interface QueryRequest {
  readonly region: string;
  readonly accountId: string;
  readonly groups: readonly LogGroup[];
  readonly queryString: string;
  /** Milliseconds since the epoch; both are inside. */
  readonly from: number;
  readonly to: number;
  /** The most rows of the answer. */
  readonly limit: number;
}

/** One query: understood when it is made, run later, its answer kept. */
export class QueryRun {
  readonly id: string;
  readonly request: QueryRequest;
  readonly createdAt = Date.now();
  readonly #work = new Work();
  readonly #pipeline: Pipeline;
  #status: QueryStatus = 'Scheduled';
  #scanned = 0;
  #bytes = 0;
  #rows: readonly ResultField[][] | undefined;
  #size = 0;
  #duration = 0;

  /** @throws AwsError `MalformedQueryException` */
  constructor(id: string, request: QueryRequest) {
    this.id = id;
    this.request = request;
    this.#pipeline = new Pipeline(parseQuery(request.queryString, this.#work), request.limit);
  }

  get status(): QueryStatus {
    return this.#status;
  }

  get isOver(): boolean {
    return this.#status !== 'Scheduled' && this.#status !== 'Running';
  }

  get statistics() {
    return {
      recordsMatched: this.#pipeline.matched,
      recordsScanned: this.#scanned,
      bytesScanned: this.#bytes,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: this.request.groups.length,
    };
  }

  /** Milliseconds that it took. */
  get duration(): number {
    return this.#duration;
  }

  /** Rows as far as it has come; all of them once it is complete. */
  get rows(): readonly ResultField[][] {
    return this.#rows ?? (this.#status === 'Running' ? this.#pipeline.rows() : []);
  }

  /** Characters of a kept answer. */
  get size(): number {
    return this.#size;
  }

  cancel(): void {
    if (!this.isOver) this.#status = 'Cancelled';
  }

  /**
   * Reads the groups' events, newest first, a block at a time: other requests are answered between.
   * @throws Error what went wrong, the status being `Failed` then
   */
  async run(logs: FileLogStore): Promise<void> {
    if (this.#status !== 'Scheduled') return;
    this.#status = 'Running';
    const began = performance.now();
    try {
      await this.#scan(logs);
      if (this.isOver) return;
      this.#pipeline.end();
      const rows = this.#pipeline.rows();
      this.#size = rows.flat().reduce((sum, { field, value }) => sum + field.length + value.length, 0);
      this.#rows = rows;
      this.#status = 'Complete';
    } catch (error) {
      this.#status = 'Failed';
      throw error;
    } finally {
      this.#duration = performance.now() - began;
    }
  }

  async #scan(logs: FileLogStore): Promise<void> {
    const { groups, accountId, from, to } = this.request;
    const logOf = new Map<number, { readonly log: string; readonly from: number }>();
    const streams: LogStream[] = [];
    for (const group of groups) {
      const place = { log: `${accountId}:${group.name}`, from: Math.max(from, retainedFrom(group)) };
      for (const stream of logs.streams(group)) {
        logOf.set(stream.id, place);
        streams.push(stream);
      }
    }
    await logs.walk(streams, atTime(to + 1), 'backward', (event) => {
      if (event.timestamp < from || this.isOver) return false;
      const place = logOf.get(event.streamId);
      if (!place || event.timestamp < place.from) return true;
      this.#scanned += 1;
      this.#bytes += Buffer.byteLength(event.message) + EVENT_OVERHEAD;
      this.#work.begin();
      this.#pipeline.push({ ...event, log: place.log });
      return true;
    });
  }
}
