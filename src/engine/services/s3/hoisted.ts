import { type EngineRequest } from '../../http/message.ts';
import { checksumAlgorithm } from './checksums.ts';

/** Parameters of the signature itself. */
const SIGNING = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signedheaders',
  'x-amz-signature',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

/**
 * Signers of presigned URLs move `x-amz-…` headers into the query; S3 takes them there as if they were headers. Checksums
 * are left out: the signer took them of an empty body, the body comes later.
 */
export function withHoistedHeaders(request: EngineRequest): EngineRequest {
  if (!request.query.some(([name]) => name === 'X-Amz-Signature')) return request;
  const hoisted = request.query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(
      ([name]) => name.startsWith('x-amz-') && !SIGNING.has(name) && checksumAlgorithm(name) === undefined,
    );
  return { ...request, headers: { ...Object.fromEntries(hoisted), ...request.headers } };
}
