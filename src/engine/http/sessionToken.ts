import { sameText } from './canonical.ts';
import { type SigningKey } from './keyRing.ts';
import { type SignedRequest } from './message.ts';
import { refusal } from './refusal.ts';

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
