import { Readable } from 'node:stream';

/** A part of a stream, in bytes from its beginning; the stream is closed after it. */
export function part(source: Readable, from: number, length: number): Readable {
  return Readable.from(cut(source, from, length), { objectMode: false });
}

async function* cut(source: Readable, from: number, length: number): AsyncGenerator<Buffer> {
  let skip = from;
  let left = length;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const wanted = chunk.subarray(skip, skip + left);
    skip = Math.max(0, skip - chunk.length);
    left -= wanted.length;
    if (wanted.length > 0) yield wanted;
    if (left === 0) return;
  }
}
