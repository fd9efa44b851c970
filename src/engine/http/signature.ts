import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { AwsError } from './awsError.ts';
import { canonicalRequest, hmac, sha256Hex, signingKey } from './canonical.ts';
import { type KeyRing, type SigningKey } from './keyRing.ts';
import { type ChunkVerifier, type Scope } from './message.ts';

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

/** What verification needs of a request. */
export interface SignedRequest {
  readonly method: string;
  readonly rawPath: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60_000;

/** The complaints, by the codes that S3, the query services and the JSON services use. */
const CODES = {
  missing: {
    s3: 'AccessDenied',
    query: 'MissingAuthenticationToken',
    json: 'MissingAuthenticationTokenException',
  },
  key: { s3: 'InvalidAccessKeyId', query: 'InvalidClientTokenId', json: 'UnrecognizedClientException' },
  token: { s3: 'InvalidToken', query: 'InvalidClientTokenId', json: 'UnrecognizedClientException' },
  wrong: { s3: 'SignatureDoesNotMatch', query: 'SignatureDoesNotMatch', json: 'InvalidSignatureException' },
  skew: { s3: 'RequestTimeTooSkewed', query: 'SignatureDoesNotMatch', json: 'InvalidSignatureException' },
  malformed: {
    s3: 'AuthorizationHeaderMalformed',
    query: 'IncompleteSignature',
    json: 'IncompleteSignatureException',
  },
  expired: { s3: 'AccessDenied', query: 'ExpiredToken', json: 'ExpiredTokenException' },
  /** Not the request, but the temporary key that it is signed with. */
  expiredKey: { s3: 'ExpiredToken', query: 'ExpiredToken', json: 'ExpiredTokenException' },
} as const;

function dialectOf(service: string): 's3' | 'query' | 'json' {
  if (service === 's3') return 's3';
  return service === 'sts' || service === 'iam' ? 'query' : 'json';
}

function refusal(kind: keyof typeof CODES, service: string, message: string): AwsError {
  const dialect = dialectOf(service);
  const isJson = dialect === 'json' && kind !== 'missing' && kind !== 'expired';
  const isKey = dialect === 's3' && (kind === 'token' || kind === 'expiredKey');
  const status = kind === 'malformed' || isJson || isKey ? 400 : 403;
  return new AwsError(CODES[kind][dialect], message, status);
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
  let found: { fields: ReadonlyMap<string, string>; timestamp: string; expires?: number };
  if (header !== undefined) {
    if (!header.startsWith(ALGORITHM)) {
      const message = `The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`;
      throw new AwsError('InvalidRequest', message);
    }
    const fields = header
      .slice(ALGORITHM.length)
      .split(',')
      .map((field) => field.trim().split('=', 2));
    const timestamp = request.headers['x-amz-date'] ?? '';
    found = { fields: new Map(fields.map(([name, value]) => [name ?? '', value ?? ''])), timestamp };
  } else if (query.get('X-Amz-Algorithm') === ALGORITHM) {
    const names = ['Credential', 'SignedHeaders', 'Signature'];
    const fields = new Map(names.map((name) => [name, query.get(`X-Amz-${name}`) ?? '']));
    const expires = Number(query.get('X-Amz-Expires') ?? 'x');
    if (!(expires >= 1 && expires <= 604_800)) {
      throw new AwsError(
        'AuthorizationQueryParametersError',
        'X-Amz-Expires must be between 1 and 604800 seconds.',
      );
    }
    found = { fields, timestamp: query.get('X-Amz-Date') ?? '', expires };
  } else {
    throw refusal('missing', fallback, 'Missing Authentication Token');
  }
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

/** In constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function checkTime(signature: Signature, now: number): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signature.timestamp);
  const [year, month, day, hour, minute, second] = (match ?? []).slice(1).map(Number);
  const time = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second);
  const { service } = signature.scope;
  if (Number.isNaN(time) || !signature.timestamp.startsWith(signature.date)) {
    throw refusal(
      'malformed',
      service,
      `The date "${signature.timestamp}" is not of the form YYYYMMDDTHHMMSSZ of the signature's day.`,
    );
  }
  if (signature.expires !== undefined && now > time + signature.expires * 1000) {
    throw refusal('expired', service, 'Request has expired');
  }
  if (signature.expires === undefined ? Math.abs(now - time) > SKEW_MS : time - now > SKEW_MS) {
    throw refusal(
      'skew',
      service,
      "The difference between the request time and the engine's clock is too large.",
    );
  }
}

/** What belongs to a temporary key beside its signature. @throws AwsError when the token is not the key's, or the key's time is over */
export function checkToken(request: SignedRequest, key: SigningKey, service: string, now: number): void {
  const query = request.query.find(([name]) => name.toLowerCase() === 'x-amz-security-token')?.[1];
  const token = request.headers['x-amz-security-token'] ?? query;
  if (key.sessionToken === undefined ? token !== undefined : !sameText(token ?? '', key.sessionToken)) {
    throw refusal('token', service, 'The security token included in the request is invalid.');
  }
  if (key.expiration !== undefined && now >= key.expiration * 1000) {
    throw refusal('expiredKey', service, 'The security token included in the request is expired');
  }
}

/**
 * Verifies a request. Constant-time in the signature.
 * @param payloadHash hex SHA-256 of the body, or the marker that the request signs in its place
 * @throws AwsError by the service's own code when the key is unknown, the time is off or the signature is wrong
 */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  payloadHash: string,
  keys: KeyRing,
  now = Date.now(),
): ChunkVerifier {
  const { scope, date } = signature;
  const known = keys.find(scope.accessKeyId);
  if (!known) {
    throw refusal(
      'key',
      scope.service,
      'The AWS access key id is not one of this engine. Take its keys from "sagemaker-local env".',
    );
  }
  checkTime(signature, now);
  const canonical = canonicalRequest({
    ...request,
    query: request.query.filter(([name]) => name !== 'X-Amz-Signature'),
    signedHeaders: signature.signedHeaders,
    payloadHash,
    escapePath: scope.service !== 's3',
  });
  const scopeText = `${date}/${scope.region}/${scope.service}/aws4_request`;
  const key = signingKey(known.secretAccessKey, date, scope.region, scope.service);
  const wanted = hmac(key, [ALGORITHM, signature.timestamp, scopeText, sha256Hex(canonical)].join('\n'));
  if (!sameText(wanted.toString('hex'), signature.signature)) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
    throw refusal('wrong', scope.service, message);
  }
  checkToken(request, known, scope.service, now);
  return chunkVerifier(key, signature.timestamp, scopeText, signature.signature);
}

function chunkVerifier(key: KeyObject, timestamp: string, scope: string, seed: string): ChunkVerifier {
  let previous = seed;
  const check = (lines: readonly string[], signature: string): boolean => {
    const wanted = hmac(key, lines.join('\n')).toString('hex');
    previous = wanted;
    return sameText(wanted, signature);
  };
  return {
    chunk: (sha256, signature) =>
      check([`${ALGORITHM}-PAYLOAD`, timestamp, scope, previous, sha256Hex(''), sha256], signature),
    trailer: (sha256, signature) =>
      check([`${ALGORITHM}-TRAILER`, timestamp, scope, previous, sha256], signature),
  };
}
