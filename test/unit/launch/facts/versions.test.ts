import { expect, it } from 'vitest';
import { fits, parseSpecifiers, releaseOf, upperBound } from '../../../../src/launch/facts/versions.ts';

it.each([
  ['==2.3.1', '2.3.0', true],
  ['==2.3.1', '2.4.0', false],
  ['==2.3.*', '2.3.0', true],
  ['>=2.1,<2.5', '2.4.0', true],
  ['>=2.1,<2.5', '2.5.1', false],
  ['>=2.6.1', '2.6.0', true],
  ['~=2.3', '2.9.0', true],
  ['~=2.3', '3.0.0', false],
  ['~=2.3.1', '2.4.0', false],
  ['^2.1', '2.14.0', true],
  ['^0.4', '0.5.0', false],
  ['^0.4', '0.4.2', true],
  ['~2.1', '2.2.0', false],
  ['!=2.4.0', '2.4.0', false],
  ['==2.6.0+cu124', '2.6.0', true],
  ['nonsense', '1.0', true],
  ['', '1.0', true],
])('%s takes %s: %s', (specifier, version, expected) => {
  expect(fits(releaseOf(version), parseSpecifiers(specifier))).toBe(expected);
});

it('reads SageMaker’s revisions as no part of a version', () => {
  expect(releaseOf('1.7-1')).toEqual([1, 7]);
  expect(releaseOf('v2.0rc1')).toEqual([2, 0]);
  expect(releaseOf('latest')).toEqual([]);
});

it('knows below what to look', () => {
  expect(upperBound(parseSpecifiers('>=2.1,<2.5'))).toEqual([2, 5]);
  expect(upperBound(parseSpecifiers('>=2.1'))).toBeUndefined();
});
