import { createHmac } from 'node:crypto';
import { type EngineKeys } from '../parts.ts';
import { AwsError } from './awsError.ts';
import { type Scope } from './message.ts';
import { sameText, type SignedRequest } from './signature.ts';

/** Query parameters that belong to the resource that is signed (Amazon S3 User Guide, "Signing REST requests (Signature Version 2)"). */
const SIGNED = new Set([
  ...['acl', 'cors', 'delete', 'lifecycle', 'location', 'logging', 'notification', 'partNumber', 'policy'],
  ...['requestPayment', 'restore', 'tagging', 'torrent', 'uploadId', 'uploads', 'versionId', 'versioning'],
  ...['versions', 'website', 'response-cache-control', 'response-content-disposition'],
  ...['response-content-encoding', 'response-content-language', 'response-content-type', 'response-expires'],
]);

/** Whether a request is a presigned S3 URL of Signature Version 2, which boto3 still makes by default in us-east-1. */
export function isPresignedV2({ query }: SignedRequest): boolean {
  const names = new Set(query.map(([name]) => name));
  return names.has('AWSAccessKeyId') && names.has('Signature') && names.has('Expires');
}

/** What Signature Version 2 signs. */
export function stringToSignV2(request: SignedRequest, expires: string): string {
  const { headers } = request;
  const amz = Object.keys(headers)
    .filter((name) => name.startsWith('x-amz-'))
    .sort()
    .map((name) => `${name}:${headers[name] ?? ''}\n`)
    .join('');
  const resource = request.query
    .filter(([name]) => SIGNED.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
  const lines = [request.method, headers['content-md5'] ?? '', headers['content-type'] ?? '', expires];
  return `${lines.join('\n')}\n${amz}${request.rawPath}${resource === '' ? '' : `?${resource}`}`;
}

/**
 * Verifies a presigned URL of Signature Version 2.
 * @param region the region to speak for: such URLs name none
 * @throws AwsError by S3's own codes
 */
export function verifyPresignedV2(
  request: SignedRequest,
  keys: EngineKeys,
  region: string,
  now = Date.now(),
): Scope {
  const query = new Map(request.query);
  const expires = query.get('Expires') ?? '';
  if (query.get('AWSAccessKeyId') !== keys.accessKeyId) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new AwsError('InvalidAccessKeyId', message, 403);
  }
  if (!(Number(expires) * 1000 >= now)) throw new AwsError('AccessDenied', 'Request has expired', 403);
  const wanted = createHmac('sha1', keys.secretAccessKey)
    .update(stringToSignV2(request, expires))
    .digest('base64');
  if (!sameText(wanted, query.get('Signature') ?? '')) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    throw new AwsError('SignatureDoesNotMatch', message, 403);
  }
  return { region, service: 's3', accessKeyId: keys.accessKeyId };
}
