import { canonicalRequest, hmac, sameText, sha256Hex, signingKey } from './canonical.ts';
import { chunkVerifier } from './chunkVerifier.ts';
import { type KeyRing } from './keyRing.ts';
import { type ChunkVerifier, type SignedRequest } from './message.ts';
import { ALGORITHM, type Signature } from './parseSignature.ts';
import { refusal } from './refusal.ts';
import { checkToken } from './sessionToken.ts';

const SKEW_MS = 15 * 60_000;

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
