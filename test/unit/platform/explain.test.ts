import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/platform/explain.ts';
import { type Reason, UserError } from '../../../src/platform/userError.ts';

const named = (name: string) => Object.assign(new Error('said'), { name });
const coded = (code: string) => Object.assign(new Error('said'), { code });

describe('explain', () => {
  it.each<[unknown, Reason]>([
    [named('ExpiredToken'), 'signed-out'],
    [named('ExpiredTokenException'), 'signed-out'],
    [named('UnrecognizedClientException'), 'signed-out'],
    [named('InvalidClientTokenId'), 'signed-out'],
    [named('SignatureDoesNotMatch'), 'signed-out'],
    [named('CredentialsProviderError'), 'signed-out'],
    [named('TokenProviderError'), 'signed-out'],
    [named('AccessDeniedException'), 'not-allowed'],
    [named('ThrottlingException'), 'throttled'],
    [named('ResourceNotFound'), 'not-found'],
    [coded('EAI_AGAIN'), 'not-reachable'],
    [coded('ECONNREFUSED'), 'not-reachable'],
    [named('AbortError'), 'cancelled'],
    ['a text', 'unexpected'],
  ])('tells %s', (error, reason) => {
    expect(explain(error).reason).toBe(reason);
  });

  it('names the commands that help', () => {
    expect(explain(named('ExpiredToken')).help).toEqual(['sign-in', 'switch-connection']);
    expect(explain(new UserError('signed-out', 'x', { help: ['switch-region'] })).help).toEqual([
      'switch-region',
    ]);
    expect(explain(named('ValidationException')).help).toEqual([]);
  });
});
