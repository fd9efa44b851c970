import { expect, it } from 'vitest';
import { argumentsInSight } from '../../../webview/launch/inSight.ts';

const bare = { help: undefined };
const helped = { help: 'how often' };

it('leaves out arguments that cannot be in sight, and no other', () => {
  expect(
    argumentsInSight(
      Array.from({ length: 100 }, () => bare),
      280 + 38 * 5,
    ),
  ).toBe(6);
  expect(
    argumentsInSight(
      Array.from({ length: 100 }, () => helped),
      280 + 58 * 5,
    ),
  ).toBe(6);
  expect(argumentsInSight([bare, helped, bare], 280 + 38 + 58 + 38 - 1)).toBe(3);
  expect(argumentsInSight([bare, bare], 100)).toBe(0);
});

it('has what stands beneath them in sight when there is room', () => {
  expect(argumentsInSight([bare, helped, bare], 280 + 38 + 58 + 38)).toBeUndefined();
  expect(argumentsInSight([], 600)).toBeUndefined();
});
