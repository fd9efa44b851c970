import { createHash } from 'node:crypto';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type RestBody } from '../../protocols/restInput.ts';
import { decodeAwsChunked } from './awsChunked.ts';
import { checksumAlgorithm, checksumHeader, ALGORITHM_NAMES, withChecksums } from './checksums.ts';
import { s3Errors } from './errors.ts';

/** Structured bodies are held in memory up to here; the longest is DeleteObjects' thousand keys. */
const MAX_DOCUMENT = 8 * 1024 * 1024;
const SIGNED_CHUNKS = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const MARKERS = [SIGNED_CHUNKS, `${SIGNED_CHUNKS}-TRAILER`, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/**
 * A request's body with its framing taken off. Reading it to its end verifies everything that the client said of it:
 * length, `Content-MD5`, `x-amz-content-sha256`, checksums in headers and trailers, signatures of chunks; the reading
 * throws when something does not hold.
 */
export class VerifiedBody implements RestBody {
  readonly #request: EngineRequest;
  /** Checksums that the client declared, by algorithm, base64; trailers join when they have come. */
  readonly #declared: Record<string, string> = {};
  readonly #algorithms: Set<string>;
  /** The algorithm of the checksum that a trailer is to bring. */
  readonly #trailer: string | undefined;
  #checksums: Readonly<Record<string, string>> = {};

  constructor(request: EngineRequest) {
    this.#request = request;
    for (const name of ALGORITHM_NAMES) {
      const value = request.headers[checksumHeader(name)];
      if (value !== undefined) this.#declared[name] = value;
    }
    this.#trailer = checksumAlgorithm(request.headers['x-amz-trailer']?.trim() ?? '');
    this.#algorithms = new Set(Object.keys(this.#declared));
    if (this.#trailer !== undefined) this.#algorithms.add(this.#trailer);
  }

  /** Whether the client said what the body's digest is. */
  get isDeclared(): boolean {
    return this.#algorithms.size > 0 || this.#request.headers['content-md5'] !== undefined;
  }

  /** Has a checksum taken that the client did not declare; call it before reading. */
  want(algorithm: string): void {
    this.#algorithms.add(algorithm);
  }

  /** By algorithm, base64; known when the body has been read. */
  get checksums(): Readonly<Record<string, string>> {
    return this.#checksums;
  }

  /** The content's length as its headers declare it. @throws AwsError `MissingContentLength` */
  get length(): number {
    const { headers } = this.#request;
    const declared = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
    if (declared === undefined || !/^\d+$/.test(declared)) {
      throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
    }
    return Number(declared);
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this) {
      size += chunk.length;
      if (size > MAX_DOCUMENT) throw s3Errors.malformedXml();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const { headers } = this.#request;
    const sha256 = headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
    const isHashed = /^[0-9a-f]{64}$/i.test(sha256);
    const [wholeHash, md5] = [createHash('sha256'), createHash('md5')];
    const wantsMd5 = headers['content-md5'] !== undefined;
    const { content, values } = withChecksums(this.#decoded(sha256), [...this.#algorithms]);
    let size = 0;
    for await (const chunk of content) {
      if (isHashed) wholeHash.update(chunk);
      if (wantsMd5) md5.update(chunk);
      size += chunk.length;
      yield chunk;
    }
    const decodedLength = headers['x-amz-decoded-content-length'];
    if (decodedLength !== undefined && Number(decodedLength) !== size) throw s3Errors.incompleteBody();
    if (isHashed && wholeHash.digest('hex') !== sha256.toLowerCase()) {
      const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
      throw new AwsError('XAmzContentSHA256Mismatch', message);
    }
    if (wantsMd5) checkMd5(headers['content-md5'] ?? '', md5.digest('base64'));
    this.#checksums = values();
    this.#compare();
  }

  #compare(): void {
    if (this.#trailer !== undefined && this.#declared[this.#trailer] === undefined) {
      const message = 'The request contained trailing data that was not well-formed.';
      throw new AwsError('MalformedTrailerError', message);
    }
    for (const [algorithm, declared] of Object.entries(this.#declared)) {
      if (this.#checksums[algorithm] !== declared) throw s3Errors.badDigest(algorithm);
    }
  }

  #decoded(sha256: string): AsyncIterable<Uint8Array> {
    const { body, chunks } = this.#request;
    // An error in the middle must leave the connection open: the answer goes over it.
    const source = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    if (!sha256.startsWith('STREAMING-')) return source;
    if (!MARKERS.includes(sha256)) {
      throw new AwsError('NotImplemented', `Bodies of the kind ${sha256} are not implemented.`, 501);
    }
    const isSigned = sha256.startsWith(SIGNED_CHUNKS);
    if (isSigned && !chunks) throw s3Errors.signature();
    return decodeAwsChunked(source, {
      ...(isSigned && chunks ? { verifier: chunks } : {}),
      onTrailer: (name, value) => {
        const algorithm = checksumAlgorithm(name);
        if (algorithm !== undefined && this.#algorithms.has(algorithm)) this.#declared[algorithm] = value;
      },
    });
  }
}

function checkMd5(declared: string, found: string): void {
  if (Buffer.from(declared, 'base64').length !== 16) throw s3Errors.invalidDigest();
  if (declared !== found) throw s3Errors.badDigest('Content-MD5');
}
