import { s3Errors } from './errors.ts';

/** Longer lines are no framing of ours. */
const MAX_LINE = 8192;
const LINE_FEED = 0x0a;

/** Reads lines and counted bytes from a stream of chunks, none of which are copied but those that a line spans. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without its line break. @throws AwsError `IncompleteBody` at the end, unless it `mayEnd` there. */
  async line(options: { mayEnd?: boolean } = {}): Promise<string> {
    let line = Buffer.alloc(0);
    for (;;) {
      if (!(await this.#fill())) {
        if (options.mayEnd) return line.toString('latin1').trimEnd();
        throw s3Errors.incompleteBody();
      }
      const end = this.#chunk.indexOf(LINE_FEED);
      line = Buffer.concat([line, this.#take(end < 0 ? this.#chunk.length : end + 1)]);
      if (end >= 0) return line.toString('latin1').replace(/\r?\n$/, '');
      if (line.length > MAX_LINE) throw s3Errors.incompleteBody();
    }
  }

  /** The next `count` bytes as they come. @throws AwsError `IncompleteBody` when there are fewer. */
  async *take(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0;) {
      if (!(await this.#fill())) throw s3Errors.incompleteBody();
      const data = this.#take(Math.min(left, this.#chunk.length));
      left -= data.length;
      yield data;
    }
  }

  #take(count: number): Uint8Array {
    const taken = this.#chunk.subarray(0, count);
    this.#chunk = this.#chunk.subarray(count);
    return taken;
  }

  /** Whether there is something to read. */
  async #fill(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#source.next();
      if (next.done) return false;
      this.#chunk = next.value;
    }
    return true;
  }
}
