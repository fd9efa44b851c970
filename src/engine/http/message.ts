import { type Readable } from 'node:stream';

/** Where a verified request's signature says it belongs. */
export interface Scope {
  readonly region: string;
  /** The signing name of the service: `sagemaker`, `s3`, `logs`, `sts` … */
  readonly service: string;
  readonly accessKeyId: string;
}

/** Checks the chained signatures of a signed `aws-chunked` body; call it once a chunk, in order. */
export interface ChunkVerifier {
  /** @param sha256 hex hash of the chunk's data (of nothing, for the last) */
  chunk(sha256: string, signature: string): boolean;
  /** @param sha256 hex hash of the trailer as AWS canonicalises it (`name:value\n` lines) */
  trailer(sha256: string, signature: string): boolean;
}

/** What is signed of a request, its body aside. */
export interface SignedRequest {
  readonly method: string;
  /** The path as sent, percent-encoding kept: S3 keys need it exact. */
  readonly rawPath: string;
  /** Query parameters, decoded, in the order sent; a name without `=` has the value `''`. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Header values by lower-case name; repeated headers joined with `,`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request as services see it: its signature has been verified. */
export interface EngineRequest extends SignedRequest {
  readonly scope: Scope;
  readonly accountId: string;
  readonly requestId: string;
  /** For signed `aws-chunked` bodies (`STREAMING-AWS4-HMAC-SHA256-…`): verifies their chunks, one after another. */
  readonly chunks?: ChunkVerifier;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** The body as it arrives; read it once, through this or through `bytes()`. */
  readonly body: Readable;
  /**
   * The whole body in memory.
   * @throws AwsError `RequestEntityTooLarge` (413) past the listener's limit for bodies held in memory.
   */
  bytes(): Promise<Uint8Array>;
}

/**
 * Content whose every piece lies in the same memory: it is good until the next piece is asked for. Thousands of pieces
 * then need no more room than one.
 */
export interface LentContent extends AsyncIterable<Uint8Array> {
  readonly isLent: true;
  /** To be called once, whether or not it has been read. */
  release(): void;
}

/** An answer. A stream is sent as it yields; headers are lower-case. */
export interface EngineResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | LentContent;
}

/** One AWS service behind the engine's port. */
export interface Service {
  /** Signing names that lead here; the first is the service's own. */
  readonly signingNames: readonly string[];
  /** Where several services share a signing name: whether this request is for this one. */
  accepts?(request: Pick<EngineRequest, 'method' | 'rawPath' | 'headers'>): boolean;
  handle(request: EngineRequest): Promise<EngineResponse>;
  /** An error in this service's own protocol; also used for errors found before `handle`, such as a wrong signature. */
  errorResponse(
    error: unknown,
    request: Pick<EngineRequest, 'requestId' | 'rawPath' | 'method'>,
  ): EngineResponse;
}

/** The first value of a query parameter, or `undefined` when it is not there. */
export function queryValue(request: Pick<EngineRequest, 'query'>, name: string): string | undefined {
  return request.query.find(([key]) => key === name)?.[1];
}
