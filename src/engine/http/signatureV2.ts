import { createHmac } from 'node:crypto';
import { AwsError } from './awsError.ts';
import { sameText } from './canonical.ts';
import { type KeyRing } from './keyRing.ts';
import { type Scope, type SignedRequest } from './message.ts';
import { checkToken } from './sessionToken.ts';

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
function stringToSignV2(request: SignedRequest, expires: string): string {
  const { headers } = request;
  // What would be such a header stands in the query of a URL that was presigned: the token of temporary keys.
  const amz = [
    ...Object.entries(headers),
    ...request.query.map(([name, value]) => [name.toLowerCase(), value]),
  ]
    .filter(([name = '']) => name.startsWith('x-amz-'))
    .map(([name, value]) => `${name}:${value}\n`)
    .sort()
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
  keys: KeyRing,
  region: string,
  now = Date.now(),
): Scope {
  const query = new Map(request.query);
  const expires = query.get('Expires') ?? '';
  const key = keys.find(query.get('AWSAccessKeyId') ?? '');
  if (!key) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new AwsError('InvalidAccessKeyId', message, 403);
  }
  if (!(Number(expires) * 1000 >= now)) throw new AwsError('AccessDenied', 'Request has expired', 403);
  const wanted = createHmac('sha1', key.secretAccessKey)
    .update(stringToSignV2(request, expires))
    .digest('base64');
  if (!sameText(wanted, query.get('Signature') ?? '')) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    throw new AwsError('SignatureDoesNotMatch', message, 403);
  }
  checkToken(request, key, 's3', now);
  return { region, service: 's3', accessKeyId: key.accessKeyId };
}
