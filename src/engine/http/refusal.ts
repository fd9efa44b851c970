import { AwsError } from './awsError.ts';

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

/** Why a request is not let in, with the code and the HTTP status of the service that it is for. */
export function refusal(kind: keyof typeof CODES, service: string, message: string): AwsError {
  const dialect = dialectOf(service);
  const isJson = dialect === 'json' && kind !== 'missing' && kind !== 'expired';
  const isKey = dialect === 's3' && (kind === 'token' || kind === 'expiredKey');
  const status = kind === 'malformed' || isJson || isKey ? 400 : 403;
  return new AwsError(CODES[kind][dialect], message, status);
}
