import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** An archive's content as it was before gzip, and whether there was any: its first bytes say so, whatever its name says. */
export interface Unpacked {
  readonly content: Readable;
  readonly packed: boolean;
}

/** @param body is read on by `content`, and destroyed with it. */
export async function unpacked(body: Readable): Promise<Unpacked> {
  const chunks = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const whole = Readable.from(withHead(head, chunks), { objectMode: false });
  if (head[0] !== 0x1f || head[1] !== 0x8b) return { content: whole, packed: false };
  const gunzip = createGunzip();
  // What fails here fails whoever reads from it, too.
  pipeline(whole, gunzip, () => undefined);
  return { content: gunzip, packed: true };
}

async function* withHead(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  // Iterating it, not calling `next`, closes the body when the reader goes away.
  yield* { [Symbol.asyncIterator]: () => rest };
}
