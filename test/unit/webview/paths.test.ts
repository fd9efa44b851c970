import { expect, it } from 'vitest';
import {
  asJson,
  asNumber,
  asText,
  keyOf,
  listAt,
  mapAt,
  sharedSteps,
  valueAt,
} from '../../../webview/launch/paths.ts';

const request = { ResourceConfig: { InstanceCount: 2 }, Tags: [{ Key: 'team' }], Environment: { A: 'b' } };

it('finds what stands at a path', () => {
  expect(valueAt(request, ['ResourceConfig', 'InstanceCount'])).toBe(2);
  expect(valueAt(request, ['Tags', 0, 'Key'])).toBe('team');
  expect(valueAt(request, ['Tags', 1, 'Key'])).toBeUndefined();
  expect(valueAt(request, ['constructor'])).toBeUndefined();
  expect(listAt(request, ['Environment'])).toEqual([]);
  expect(mapAt(request, ['Tags'])).toEqual({});
  expect(mapAt(request, ['Environment'])).toEqual({ A: 'b' });
});

it('keeps what is no number or no JSON as it was typed', () => {
  expect(asNumber(' 12 ')).toBe(12);
  expect(asNumber('')).toBeUndefined();
  expect(asNumber('twelve')).toBe('twelve');
  expect(asJson('{"a": 1}')).toEqual({ a: 1 });
  expect(asJson('{"a":')).toBe('{"a":');
  expect(asText({ a: 1 })).toBe('{"a":1}');
});

it('tells how near a field is to a problem', () => {
  const problem = keyOf('request', ['VpcConfig', 'Subnets', 0]);
  expect(sharedSteps(keyOf('request', ['VpcConfig']), problem)).toBe(2);
  expect(sharedSteps(problem, problem)).toBe(4);
  expect(sharedSteps(keyOf('request', ['Vpc']), problem)).toBe(0);
});
