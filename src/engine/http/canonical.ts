import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';

/** RFC 3986: everything but letters, digits and `-_.~` is escaped. */
export function uriEncode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

export function hmac(key: string | Uint8Array | KeyObject, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** Whether two signatures or tokens are the same; in constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Percent-decoded, or as it is when it is no valid escape: the signature then decides. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A query string's parameters, decoded, in their order. */
export function parseQuery(query: string): [name: string, value: string][] {
  if (query === '') return [];
  return query.split('&').map((part) => {
    const equals = part.indexOf('=');
    return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
  });
}

export interface CanonicalParts {
  readonly method: string;
  readonly rawPath: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  /** S3 signs the path as sent; every other service signs it escaped once more. */
  readonly escapePath: boolean;
}

/** The canonical request of Signature Version 4 (AWS General Reference, "Create a signed request"). */
export function canonicalRequest(parts: CanonicalParts): string {
  const path = parts.escapePath ? parts.rawPath.split('/').map(uriEncode).join('/') : parts.rawPath;
  const query = parts.query
    .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
    .sort()
    .join('&');
  const headers = parts.signedHeaders
    .map((name) => [name, Object.hasOwn(parts.headers, name) ? (parts.headers[name] ?? '') : ''] as const)
    .map(([name, value]) => `${name}:${value.trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  return [parts.method, path || '/', query, headers, parts.signedHeaders.join(';'), parts.payloadHash].join(
    '\n',
  );
}

/** Keys by what they are made from: making one takes longer than all the rest of a request. */
const signingKeys = new Map<string, KeyObject>();
const MOST_KEYS = 100;

/** The key that a day's requests of one region and service are signed with. */
export function signingKey(secret: string, date: string, region: string, service: string): KeyObject {
  const name = [secret, date, region, service].join('\n');
  const known = signingKeys.get(name);
  if (known) return known;
  const key = createSecretKey(hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request'));
  if (signingKeys.size >= MOST_KEYS) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}
