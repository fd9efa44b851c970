import { createHash } from 'node:crypto';
import { type ChunkVerifier } from '../../http/message.ts';
import { ByteReader } from './byteReader.ts';
import { s3Errors } from './errors.ts';

const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

export interface ChunkedOptions {
  /** For signed chunks; absent where they are not signed. */
  readonly verifier?: ChunkVerifier;
  /** Told each trailer, its name in lower case. */
  readonly onTrailer: (name: string, value: string) => void;
}

/**
 * Takes the `aws-chunked` framing off a body (S3 API Reference, "Signature calculations for the Authorization header:
 * transferring a payload in multiple chunks"). Data is passed on as it comes; the signature of its chunk is checked at the
 * chunk's end, so what was read is to be believed only when the whole body has been.
 * @throws AwsError `IncompleteBody`, `SignatureDoesNotMatch`
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Uint8Array>,
  options: ChunkedOptions,
): AsyncGenerator<Uint8Array> {
  const { verifier } = options;
  const reader = new ByteReader(source);
  for (;;) {
    const [hexSize = '', ...extensions] = (await reader.line()).split(';');
    if (!/^[0-9a-f]{1,12}$/i.test(hexSize)) throw s3Errors.incompleteBody();
    const size = parseInt(hexSize, 16);
    const hash = verifier && createHash('sha256');
    for await (const data of reader.take(size)) {
      hash?.update(data);
      yield data;
    }
    if (hash && !verifier.chunk(hash.digest('hex'), extension(extensions, 'chunk-signature')))
      throw s3Errors.signature();
    if (size === 0) break;
    if ((await reader.line()) !== '') throw s3Errors.incompleteBody();
  }
  await readTrailers(reader, options);
}

function extension(extensions: readonly string[], name: string): string {
  const found = extensions.map((part) => part.trim().split('=', 2)).find(([key]) => key === name);
  return found?.[1] ?? '';
}

/** `name:value` lines up to an empty one. */
async function readTrailers(reader: ByteReader, { verifier, onTrailer }: ChunkedOptions): Promise<void> {
  let canonical = '';
  let signature: string | undefined;
  for (;;) {
    // Some senders end the body right after the last trailer's line, without the empty one.
    const line = await reader.line({ mayEnd: true });
    if (line === '') break;
    const colon = line.indexOf(':');
    if (colon < 1) throw s3Errors.incompleteBody();
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === TRAILER_SIGNATURE) {
      signature = value;
      continue;
    }
    canonical += `${name}:${value}\n`;
    onTrailer(name, value);
  }
  if (!verifier || canonical === '') return;
  const hash = createHash('sha256').update(canonical).digest('hex');
  if (signature === undefined || !verifier.trailer(hash, signature)) throw s3Errors.signature();
}
