import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { AwsError } from './awsError.ts';
import { sha256Hex } from './canonical.ts';
import { type KeyRing } from './keyRing.ts';
import {
  type ChunkVerifier,
  type EngineRequest,
  type Scope,
  type Service,
  type SignedRequest,
} from './message.ts';
import { parseSignature } from './parseSignature.ts';
import { readBody } from './readBody.ts';
import { verifySignature } from './signature.ts';
import { isPresignedV2, verifyPresignedV2 } from './signatureV2.ts';

/** Who may ask, and who answers. */
export interface AccessOptions {
  readonly services: readonly Service[];
  readonly keys: KeyRing;
  readonly accountId: string;
  /** Spoken for where a signature names none. */
  readonly region: string;
}

/** Who is to answer, as far as can be told without believing the signature. */
export function guessService(
  services: readonly Service[],
  request: SignedRequest,
  signingName?: string,
): Service | undefined {
  const named = services.filter((s) => signingName === undefined || s.signingNames.includes(signingName));
  return (
    named.find((service) => service.accepts?.(request) ?? true) ??
    (signingName === undefined ? undefined : named[0])
  );
}

/** The request's scope, once its signature holds; `bytes` where the body had to be read for that. */
async function verify(
  message: IncomingMessage,
  request: SignedRequest,
  options: AccessOptions,
): Promise<{ scope: Scope; bytes?: Uint8Array; chunks?: ChunkVerifier }> {
  if (isPresignedV2(request)) return { scope: verifyPresignedV2(request, options.keys, options.region) };
  const guess = guessService(options.services, request);
  const signature = parseSignature(request, guess?.signingNames[0] ?? 's3');
  const { scope } = signature;
  // S3 bodies are streamed: what the header declares is signed, and S3 compares the body with it as it comes in.
  const bytes = scope.service === 's3' ? undefined : await readBody(message);
  const declared = request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  const chunks = verifySignature(request, signature, bytes ? sha256Hex(bytes) : declared, options.keys);
  return { scope, chunks, ...(bytes ? { bytes } : {}) };
}

/** Aborted when the client goes away. */
function signalOf(response: ServerResponse): AbortSignal {
  const abort = new AbortController();
  if (response.closed) abort.abort();
  else response.once('close', () => abort.abort());
  return abort.signal;
}

/**
 * The request as its service gets it, once its signature holds.
 * @throws AwsError by its service's codes when it does not, or when the engine has no such service
 */
export async function authenticate(
  message: IncomingMessage,
  response: ServerResponse,
  request: SignedRequest,
  options: AccessOptions,
): Promise<EngineRequest & { service: Service }> {
  const { scope, bytes, chunks } = await verify(message, request, options);
  const service = guessService(options.services, request, scope.service);
  if (!service) {
    throw new AwsError('UnknownService', `The local engine has no service "${scope.service}".`, 404);
  }
  return {
    ...request,
    service,
    scope,
    accountId: options.accountId,
    requestId: randomUUID(),
    // Few ask for these two, and making them takes longer than answering most requests.
    get signal() {
      return signalOf(response);
    },
    ...(chunks ? { chunks } : {}),
    get body() {
      return bytes ? Readable.from([bytes]) : message;
    },
    bytes: () => (bytes ? Promise.resolve(bytes) : readBody(message)),
  };
}
