import { AwsError } from './awsError.ts';
import { type Scope, type SignedRequest } from './message.ts';
import { refusal } from './refusal.ts';

/** A request's signature, taken apart but not yet believed. */
export interface Signature {
  readonly scope: Scope;
  /** `YYYYMMDD`, as the scope has it. */
  readonly date: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly timestamp: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Seconds; for presigned URLs only. */
  readonly expires?: number;
}

/** Signature Version 4's name in headers, queries and what is signed. */
export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What a signature says, by the names that header and query share. */
interface Fields {
  readonly fields: ReadonlyMap<string, string>;
  readonly timestamp: string;
  readonly expires?: number;
}

function headerFields(header: string, timestamp: string): Fields {
  if (!header.startsWith(ALGORITHM)) {
    const message = `The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`;
    throw new AwsError('InvalidRequest', message);
  }
  const fields = header
    .slice(ALGORITHM.length)
    .split(',')
    .map((field) => field.trim().split('=', 2));
  return { fields: new Map(fields.map(([name, value]) => [name ?? '', value ?? ''])), timestamp };
}

function presignedFields(query: ReadonlyMap<string, string>): Fields {
  const names = ['Credential', 'SignedHeaders', 'Signature'];
  const fields = new Map(names.map((name) => [name, query.get(`X-Amz-${name}`) ?? '']));
  const expires = Number(query.get('X-Amz-Expires') ?? 'x');
  if (!(expires >= 1 && expires <= 604_800)) {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be between 1 and 604800 seconds.',
    );
  }
  return { fields, timestamp: query.get('X-Amz-Date') ?? '', expires };
}

function parseCredential(credential: string): { scope: Scope; date: string } | undefined {
  const parts = credential.split('/');
  if (parts.length < 5 || parts.pop() !== 'aws4_request') return undefined;
  const [service, region, date] = [parts.pop() ?? '', parts.pop() ?? '', parts.pop() ?? ''];
  return { scope: { accessKeyId: parts.join('/'), region, service }, date };
}

/**
 * Takes a request's signature apart, from its `Authorization` header or its presigned query.
 * @param fallback the service to speak for when the request names none
 * @throws AwsError when there is none, or none that Signature Version 4 knows
 */
export function parseSignature(request: SignedRequest, fallback: string): Signature {
  const header = request.headers['authorization'];
  const query = new Map(request.query);
  let found: Fields;
  if (header !== undefined) found = headerFields(header, request.headers['x-amz-date'] ?? '');
  else if (query.get('X-Amz-Algorithm') === ALGORITHM) found = presignedFields(query);
  else throw refusal('missing', fallback, 'Missing Authentication Token');
  const credential = parseCredential(found.fields.get('Credential') ?? '');
  const signature = found.fields.get('Signature') ?? '';
  const signedHeaders = (found.fields.get('SignedHeaders') ?? '').split(';').filter((name) => name !== '');
  if (!credential || signature === '' || !signedHeaders.includes('host') || found.timestamp === '') {
    throw refusal(
      'malformed',
      fallback,
      'The signature is incomplete: Credential, SignedHeaders (with host), Signature and the date are needed.',
    );
  }
  return {
    ...credential,
    timestamp: found.timestamp,
    signedHeaders,
    signature,
    ...(found.expires === undefined ? {} : { expires: found.expires }),
  };
}
