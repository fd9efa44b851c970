import { describe, expect, it } from 'vitest';
import { Claims } from '../../../../src/launch/uploads/claims.ts';

describe('Claims', () => {
  it('lets the last launch that is given up remove what any of them has made', () => {
    const claims = new Claims();
    const [one, other] = [claims.claim(['b/x/']), claims.claim(['b/x/'])];
    one.made('b/x/', 'x/1');
    other.made('b/x/', 'x/2');
    expect(one.release()).toEqual([]);
    expect(other.release()).toEqual(['x/1', 'x/2']);
  });

  it('keeps what one of them uses', () => {
    const claims = new Claims();
    const [one, other] = [claims.claim(['b/x/', 'b/y']), claims.claim(['b/x/'])];
    one.made('b/x/', 'x/1');
    one.made('b/y', 'y');
    other.keep();
    expect(one.release()).toEqual(['y']);
  });

  it('knows nothing of launches that have ended', () => {
    const claims = new Claims();
    const first = claims.claim(['b/x/']);
    first.made('b/x/', 'x/1');
    first.keep();
    expect(claims.claim(['b/x/']).release()).toEqual([]);
  });
});
