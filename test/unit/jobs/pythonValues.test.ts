import { expect, test } from 'vitest';
import { decodeHyperparameter, pythonJson, pythonStr } from '../../../src/analysis/training/pythonValues.ts';

/* Expected values are what Python 3 prints for json.loads of the text. */
test.each([
  ['1', '1', '1'],
  ['-0', '0', '0'],
  ['123456789012345678901', '123456789012345678901', '123456789012345678901'],
  ['1.0', '1.0', '1.0'],
  ['0.1', '0.1', '0.1'],
  ['1e3', '1000.0', '1000.0'],
  ['0.0001', '0.0001', '0.0001'],
  ['0.00001', '1e-05', '1e-05'],
  ['1.5e-7', '1.5e-07', '1.5e-07'],
  ['1e15', '1000000000000000.0', '1000000000000000.0'],
  ['1e16', '1e+16', '1e+16'],
  ['1e999', 'inf', 'Infinity'],
  ['-0.0', '-0.0', '-0.0'],
  ['NaN', 'nan', 'NaN'],
  ['-Infinity', '-inf', '-Infinity'],
  ['true', 'True', 'true'],
  ['null', 'None', 'null'],
  ['"a\\nb"', 'a\nb', '"a\\nb"'],
  ['["it\'s", {"x": null}]', "[\"it's\", {'x': None}]", '["it\'s",{"x":null}]'],
  ['"\u{1f427}"', '\u{1f427}', '"\\ud83d\\udc27"'],
  ['s3://b/k', 's3://b/k', '"s3://b/k"'],
  ['', '', '""'],
])('%s', (text, str, json) => {
  const value = decodeHyperparameter(text);
  expect(pythonStr(value)).toBe(str);
  expect(pythonJson(value)).toBe(json);
});
