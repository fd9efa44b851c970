import { describe, expect, it } from 'vitest';
import { idleText } from '../../../../src/catalog/running/idle.ts';

const hour = 60 * 60 * 1000;
const now = new Date('2026-11-21T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * hour);

describe('idleText', () => {
  it('leaves alone what is young or in use', () => {
    expect(idleText(ago(0.9), undefined, now)).toBeUndefined();
    expect(idleText(ago(900), ago(0.9), now)).toBeUndefined();
  });

  it('counts from the last invocation, else from the creation', () => {
    expect(idleText(ago(900), ago(3), now)).toBe('idle for 3 h');
    expect(idleText(ago(5.5), undefined, now)).toBe('idle for 5 h 30 min');
  });

  it('says no more than was looked at', () => {
    expect(idleText(ago(900), undefined, now)).toBe('idle for over 1 d');
  });
});
