import {
  canonicalRequest,
  hmac,
  sha256Hex,
  signingKey,
  uriEncode,
} from '../../../src/engine/http/canonical.ts';

/** What a signature is made with; the line that `serve` prints has all of it. */
export interface Signer {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A request as it goes over the wire: nothing in it is checked or corrected. */
export interface RawRequest {
  /** The signing name: `sagemaker`, `s3` … */
  readonly service: string;
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Signed in place of the body's hash: `UNSIGNED-PAYLOAD`. */
  readonly payloadHash?: string;
}

const UNSIGNABLE = new Set(['connection', 'content-length', 'expect', 'transfer-encoding', 'upgrade']);
/**
 * Signs a request with Signature Version 4, whatever it is: for requests that no SDK would send.
 * @returns the path with its query, and all headers
 */
export function sign(
  signer: Signer,
  request: RawRequest,
  now = new Date(),
): { target: string; headers: Record<string, string> } {
  const { service, method, path, query = [], body = '' } = request;
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const date = time.slice(0, 8);
  const payloadHash = request.payloadHash ?? sha256Hex(body);
  const headers: Record<string, string> = {
    ...request.headers,
    host: new URL(signer.endpoint).host,
    'x-amz-date': time,
    ...(service === 's3' ? { 'x-amz-content-sha256': payloadHash } : {}),
  };
  const signedHeaders = Object.keys(headers)
    .filter((name) => !UNSIGNABLE.has(name))
    .sort();
  const canonical = canonicalRequest({
    method,
    rawPath: path,
    query,
    headers,
    signedHeaders,
    payloadHash,
    escapePath: service !== 's3',
  });
  const scope = `${date}/${signer.region}/${service}/aws4_request`;
  const key = signingKey(signer.secretAccessKey, date, signer.region, service);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256Hex(canonical)].join('\n')).toString(
    'hex',
  );
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/${scope}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  const search = query.map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`).join('&');
  return { target: search === '' ? path : `${path}?${search}`, headers };
}
