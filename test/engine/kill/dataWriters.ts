import { objects } from '../../../src/engine/json.ts';
import { type RawClient } from '../raw/rawClient.ts';
import { call, needed, type Writer } from './writers.ts';

const pick = (count: number): number => Math.floor(Math.random() * count);

/** Content that tells its version in every part of it, of many sizes. */
function content(key: string, version: number): string {
  const size = [0, 10, 5000, 70_000, 400_000][version % 5] ?? 0;
  return `${key}:${version};`.repeat(1 + Math.floor(size / 12));
}

/** Objects, in one and in parts, written over and deleted. */
export class ObjectWriter implements Writer {
  readonly #paths: readonly string[];
  readonly #acknowledged = new Map<string, number>();
  #pending: { readonly path: string; readonly version: number | undefined } | undefined;
  #version = 0;

  constructor(bucket: string, prefix: string) {
    this.#paths = Array.from({ length: 4 }, (_, n) => `/${bucket}/${prefix}/${n}`);
  }

  async write(client: RawClient): Promise<void> {
    const path = this.#paths[pick(4)] ?? '/';
    const isDelete = this.#acknowledged.has(path) && pick(4) === 0;
    const version = isDelete ? undefined : ++this.#version;
    this.#pending = { path, version };
    if (version === undefined) {
      needed(await client.send({ service: 's3', method: 'DELETE', path }), [204], 'DeleteObject');
      this.#acknowledged.delete(path);
    } else {
      const body = content(path, version);
      if (version % 7 === 0) await this.#inParts(client, path, body);
      else needed(await client.send({ service: 's3', method: 'PUT', path, body }), [200], 'PutObject');
      this.#acknowledged.set(path, version);
    }
    this.#pending = undefined;
  }

  async #inParts(client: RawClient, path: string, body: string): Promise<void> {
    const s3 = async (method: string, query: [string, string][], sent = '') =>
      needed(await client.send({ service: 's3', method, path, query, body: sent }), [200], method);
    const created = await s3('POST', [['uploads', '']]);
    const id = /<UploadId>([^<]+)</.exec(created.body.toString())?.[1] ?? '';
    const part = await s3(
      'PUT',
      [
        ['partNumber', '1'],
        ['uploadId', id],
      ],
      body,
    );
    const named = `<Part><PartNumber>1</PartNumber><ETag>${part.headers['etag'] ?? ''}</ETag></Part>`;
    await s3('POST', [['uploadId', id]], `<CompleteMultipartUpload>${named}</CompleteMultipartUpload>`);
  }

  async check(client: RawClient): Promise<string[]> {
    const complaints: string[] = [];
    for (const path of this.#paths) {
      const answer = await client.send({ service: 's3', method: 'GET', path });
      const found =
        needed(answer, [200, 404], 'GetObject').status === 404 ? undefined : answer.body.toString();
      const may = [this.#acknowledged.get(path)];
      if (this.#pending?.path === path) may.push(this.#pending.version);
      const version = may.find((one) => found === (one === undefined ? undefined : content(path, one)));
      if (!may.includes(version) || (version === undefined && found !== undefined)) {
        complaints.push(
          `${path} should have the version ${may.join(' or ')}, and has ${found?.slice(0, 40) ?? 'none'}`,
        );
      }
      if (version === undefined) this.#acknowledged.delete(path);
      else this.#acknowledged.set(path, version);
    }
    this.#pending = undefined;
    return complaints;
  }
}

/** Log events in batches, numbered. */
export class LogEventWriter implements Writer {
  readonly #stream: { readonly logGroupName: string; readonly logStreamName: string };
  #acknowledged = 0;
  #sent = 0;

  constructor(logGroupName: string, logStreamName: string) {
    this.#stream = { logGroupName, logStreamName };
  }

  async write(client: RawClient): Promise<void> {
    const count = [1, 3, 20, 200][pick(4)] ?? 1;
    const first = this.#acknowledged;
    this.#sent = first + count;
    const logEvents = Array.from({ length: count }, (_, n) => ({
      timestamp: Date.now(),
      message: this.#message(first + n),
    }));
    await call(client, 'PutLogEvents', { ...this.#stream, logEvents });
    this.#acknowledged = this.#sent;
  }

  /** Every event that was acknowledged is there once and whole; of a batch that was not, there may be a beginning. */
  async check(client: RawClient): Promise<string[]> {
    let seen = 0;
    let nextToken: string | undefined;
    const complaints: string[] = [];
    for (;;) {
      const { output } = await call(client, 'GetLogEvents', {
        ...this.#stream,
        startFromHead: true,
        nextToken,
      });
      const events = objects(output, 'events');
      for (const event of events) {
        if (event['message'] !== this.#message(seen))
          complaints.push(`event ${seen} is ${JSON.stringify(event)}`);
        seen += 1;
      }
      if (events.length === 0 || complaints.length > 5) break;
      nextToken = output['nextForwardToken'] as string;
    }
    if (seen < this.#acknowledged || seen > this.#sent) {
      complaints.push(
        `there are ${seen} events; ${this.#acknowledged} were acknowledged, ${this.#sent} sent`,
      );
    }
    this.#acknowledged = this.#sent = seen;
    return complaints.map((words) => `${this.#stream.logStreamName}: ${words}`);
  }

  #message(n: number): string {
    return `event ${n} of ${this.#stream.logStreamName} \\ ${'x'.repeat(n % 300)}`;
  }
}
