import { type EngineParts } from '../parts.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { LogFollower } from '../store/logFollower.ts';
import { BATCH_LINES, metricDefinitions, MetricReader } from './metrics.ts';

const LOOK_MILLISECONDS = 2000;
const NAMESPACE = '/aws/sagemaker/TrainingJobs';

/** Reads a job's metrics out of its log while it is written, and tells CloudWatch of them. */
export class MetricFollower {
  readonly #parts: Pick<EngineParts, 'metrics' | 'log'>;
  readonly #record: ResourceRecord;
  readonly #reader: MetricReader;
  readonly #follower = new LogFollower();
  readonly #streams: { readonly id: number; readonly file: string }[];
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> = Promise.resolve();

  /** `undefined` for a job without metric definitions. @param signal ends the following */
  static of(
    parts: Pick<EngineParts, 'metrics' | 'log'>,
    record: ResourceRecord,
    logFiles: readonly string[],
    signal: AbortSignal,
  ): MetricFollower | undefined {
    if (metricDefinitions(record.document).length === 0) return undefined;
    const follower = new MetricFollower(parts, record, logFiles);
    signal.addEventListener('abort', () => follower.#pause(), { once: true });
    return follower;
  }

  private constructor(
    parts: Pick<EngineParts, 'metrics' | 'log'>,
    record: ResourceRecord,
    logFiles: readonly string[],
  ) {
    this.#parts = parts;
    this.#record = record;
    const dimensions = { TrainingJobName: record.name };
    const { region } = record;
    // An engine before this one may have read, and told, the beginning.
    const told = parts.metrics.reads.lastAt(region, NAMESPACE, dimensions);
    this.#reader = new MetricReader(metricDefinitions(record.document), (name, { value, timestamp }) => {
      if (Math.floor(timestamp / 1000) <= told) return;
      parts.metrics.put({ region, namespace: NAMESPACE, name, dimensions }, value, timestamp);
    });
    this.#streams = logFiles.map((file, id) => ({ id, file }));
    this.#timer = setInterval(() => this.#look(), LOOK_MILLISECONDS);
  }

  /** Reads what is left. The log's writers have ended. @returns what was found in all of it */
  async finish(): Promise<MetricReader> {
    clearInterval(this.#timer);
    this.#look();
    await this.#looking;
    this.#reader.close();
    for (const name of this.#reader.givenUp) {
      this.#parts.log(`The regular expression of metric "${name}" of ${this.#record.arn} took too long`);
    }
    return this.#reader;
  }

  #pause(): void {
    clearInterval(this.#timer);
    void this.#looking.then(() => this.#reader.close());
  }

  #look(): void {
    this.#looking = this.#looking
      .then(() => this.#lookOnce())
      .catch((error: unknown) =>
        this.#parts.log(`The metrics of ${this.#record.arn} could not be read`, error),
      );
  }

  async #lookOnce(): Promise<void> {
    await this.#follower.look(this.#streams, async (_, lines) => {
      for (let from = 0; from < lines.length; from += BATCH_LINES) {
        await this.#reader.read(lines.slice(from, from + BATCH_LINES));
      }
    });
  }
}
