import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerLine, answerText } from '../../../src/inference/answer.ts';
import { guessContentType } from '../../../src/inference/contentType.ts';
import { indentJson } from '../../../src/inference/indentJson.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const answer = (more: Partial<Answer>): Answer => ({
  endpointName: 'e',
  statusCode: 200,
  latencyMs: 12.4,
  contentType: 'application/json',
  variant: 'AllTraffic',
  body: bytes('{"a":1.0}'),
  failed: false,
  ...more,
});

describe('guessContentType', () => {
  it('goes by the name, else by what is in it', () => {
    expect(guessContentType(bytes('1,2'), 'a/rows.JSONL')).toBe('application/jsonlines');
    expect(guessContentType(bytes('{"a": 1}'))).toBe('application/json');
    expect(guessContentType(bytes('{"a": 1}\n{"a": 2}\n'))).toBe('application/jsonlines');
    expect(guessContentType(bytes('5.1,3.5,1.4\n4.9,3.0,1.3'))).toBe('text/csv');
    expect(guessContentType(bytes('5.1'))).toBe('text/csv');
    expect(guessContentType(bytes('hello, world'))).toBe('text/csv');
    expect(guessContentType(bytes('hello'), 'x.unknown')).toBe('text/plain');
    expect(guessContentType(Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1))).toBe('application/x-npy');
    expect(guessContentType(Uint8Array.of(0xff, 0xd8, 0xff, 0))).toBe('image/jpeg');
    expect(guessContentType(Uint8Array.of(0, 1, 0xff))).toBe('application/octet-stream');
  });
});

describe('indentJson', () => {
  it('changes nothing but white space', () => {
    expect(indentJson('{"a":1.0,"b":[0.10,12345678901234567890],"c":[{"d":"x, \\"y\\": {"}],"e":{},"f":[]}'))
      .toBe(`{
  "a": 1.0,
  "b": [0.10, 12345678901234567890],
  "c": [
    {
      "d": "x, \\"y\\": {"
    }
  ],
  "e": {},
  "f": []
}`);
    fc.assert(
      fc.property(
        fc.json(),
        (json) => JSON.stringify(JSON.parse(indentJson(json))) === JSON.stringify(JSON.parse(json)),
      ),
    );
    expect(indentJson('{broken')).toBe('{broken');
  });
});

describe('answers', () => {
  it('say status, latency, variant, type and size', () => {
    expect(answerLine(answer({}))).toBe('200 OK · 12 ms · AllTraffic · application/json · 9 B');
    expect(answerLine(answer({ statusCode: 500, contentType: '', latencyMs: 3.21 }))).toBe(
      '500 Internal Server Error · 3.2 ms · AllTraffic · 9 B',
    );
  });

  it('become text where they are', () => {
    expect(answerText(answer({}))).toEqual({ text: '{\n  "a": 1.0\n}', extension: 'json' });
    expect(
      answerText(answer({ contentType: 'text/csv; charset=utf-8', body: bytes('a,b') }))?.extension,
    ).toBe('csv');
    expect(answerText(answer({ contentType: '', body: bytes('Traceback') }))?.extension).toBe('txt');
    expect(answerText(answer({ body: Uint8Array.of(0xff, 0, 1) }))).toBeUndefined();
  });
});
