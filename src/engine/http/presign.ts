import { type EngineKeys } from '../parts.ts';
import { canonicalRequest, hmac, sha256Hex, signingKey, uriEncode } from './canonical.ts';

/**
 * A URL that anybody can GET an object of this engine's S3 with.
 * @param endpoint `http://127.0.0.1:<port>`
 * @param now milliseconds since the epoch
 * @param seconds for how long it is good, at most 604800
 */
export function presignedObject(
  endpoint: string,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  { keys, region }: { readonly keys: EngineKeys; readonly region: string },
  now: number,
  seconds: number,
): string {
  const timestamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const date = timestamp.slice(0, 8);
  const scope = `${date}/${region}/s3/aws4_request`;
  const rawPath = `/${bucket}/${key.split('/').map(uriEncode).join('/')}`;
  const query = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${keys.accessKeyId}/${scope}`],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(seconds)],
    ['X-Amz-SignedHeaders', 'host'],
  ] as const;
  const canonical = canonicalRequest({
    method: 'GET',
    rawPath,
    query,
    headers: { host: new URL(endpoint).host },
    signedHeaders: ['host'],
    payloadHash: 'UNSIGNED-PAYLOAD',
    escapePath: false,
  });
  const toSign = ['AWS4-HMAC-SHA256', timestamp, scope, sha256Hex(canonical)].join('\n');
  const signature = hmac(signingKey(keys.secretAccessKey, date, region, 's3'), toSign).toString('hex');
  const parameters = [...query, ['X-Amz-Signature', signature] as const];
  return `${endpoint}${rawPath}?${parameters.map(([name, value]) => `${name}=${uriEncode(value)}`).join('&')}`;
}
