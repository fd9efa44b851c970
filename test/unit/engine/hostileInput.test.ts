import { readFileSync } from 'node:fs';
import { NormalizedSchema } from '@smithy/core/schema';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import { type $SchemaRef } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { bestTime } from '../bestTime.ts';
import { type Json, type JsonObject } from '../../../src/engine/json.ts';
import { compilePattern, type ServiceConstraints } from '../../../src/analysis/shapes/constraint.ts';
import { guardJson } from '../../../src/engine/protocols/jsonGuard.ts';
import { readBySchema } from '../../../src/engine/protocols/schema.ts';
import { validateInput } from '../../../src/engine/protocols/validate.ts';

const file = JSON.parse(readFileSync('media/data/constraints.json', 'utf8')) as {
  services: Record<string, ServiceConstraints>;
};

const read = (schema: $SchemaRef, value: Json): Json => readBySchema(NormalizedSchema.of(schema), value);

function deep(levels: number): Json {
  let expression: Json = {};
  for (let level = 0; level < levels; level++) expression = { SubExpressions: [expression] };
  return { Resource: 'TrainingJob', SearchExpression: expression };
}

function complaint(schema: $SchemaRef, input: JsonObject): string {
  try {
    validateInput(NormalizedSchema.of(schema), input, file.services['sagemaker']);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('requests', () => {
  it('may be nested, but not without end', () => {
    expect(read(sagemaker.SearchRequest$, deep(50))).toEqual(deep(50));
    expect(() => read(sagemaker.SearchRequest$, deep(100_000))).toThrow('nested deeper than');
  });

  it('have whole numbers where AWS has integers, and fractions where it has floats', () => {
    expect(read(sagemaker.ListModelsInput$, { MaxResults: 2.7 })).toEqual({ MaxResults: 2 });
    expect(read(sagemaker.ProductionVariant$, { InitialVariantWeight: 0.5 })).toEqual({
      InitialVariantWeight: 0.5,
    });
    expect(read(logs.InputLogEvent$, { timestamp: 1.5, message: 'm' })).toEqual({
      timestamp: 1,
      message: 'm',
    });
    expect(() => read(sagemaker.ListModelsInput$, { MaxResults: 1e300 })).toThrow('out of the range');
    expect(() => read(sagemaker.ListModelsInput$, { MaxResults: Infinity })).toThrow('can not be converted');
    expect(() => read(sagemaker.ListModelsInput$, { CreationTimeAfter: 1e300 })).toThrow('a Timestamp');
  });

  it('name what they want, never what an object is made of', () => {
    const input = JSON.parse('{"__proto__":{"MaxResults":1},"constructor":{"a":1}}') as JsonObject;
    const found = read(sagemaker.ListModelsInput$, input) as JsonObject;
    expect(Object.keys(found)).toEqual([]);
    expect(found['MaxResults']).toBeUndefined();
    const tags = JSON.parse('{"__proto__":"a"}') as JsonObject;
    expect(JSON.stringify(read(logs.CreateLogGroupRequest$, { logGroupName: 'a', tags }))).toContain(
      '"__proto__":"a"',
    );
  });

  it('have as many values as AWS takes, and no more than fit in memory', () => {
    const guard = (text: string) => () => guardJson(Buffer.from(text));
    const empty = '{},'.repeat(300_000);
    expect(guard(`[${empty}{}]`)).toThrow('more than 250000 values');
    expect(guard(JSON.stringify({ a: `${empty}\\`, b: '\\"' + empty }))).not.toThrow();
    expect(guard(`"${'\\'.repeat(600_001)}${empty}`)).not.toThrow();
    expect(guard(`{"a":"\\"${empty}`.padEnd(300_000))).not.toThrow();
  });

  it('are told of a bounded number of the violations that were counted', () => {
    const Tags = Array.from({ length: 100_000 }, () => ({ Key: '!'.repeat(200), Value: '' }));
    const words = complaint(sagemaker.AddTagsInput$, { ResourceArn: 'a', Tags });
    expect(words).toMatch(/^\d{6} validation errors detected: /);
    expect(words.length).toBeLessThan(100_000);
  });
});

describe('patterns of the API models', () => {
  const patterns = new Map<string, number>();
  for (const { shapes } of Object.values(file.services)) {
    for (const { pattern, max = 4096 } of Object.values(shapes)) {
      if (pattern !== undefined) patterns.set(pattern, Math.max(max, patterns.get(pattern) ?? 0));
    }
  }
  const units = [
    'a',
    '-',
    'a-',
    '0',
    '/',
    'a/',
    '.',
    'a.',
    ' ',
    '_',
    'a:',
    ':',
    '=',
    'a=',
    '@',
    ',',
    'a,',
    '\t',
  ];
  const starts = ['', 'arn:aws:sagemaker:us-east-1:000000000000:model/', 's3://', 'https://'];

  it('take no time on texts that are made to take long', () => {
    const slow: string[] = [];
    for (const [pattern, max] of patterns) {
      const expression = compilePattern(pattern);
      for (const start of starts) {
        for (const unit of units) {
          // Short ones first: an exponential pattern would not come back from a long one.
          for (const length of [24, Math.min(max, 20_000)]) {
            const text = `${start}${unit.repeat(length / unit.length)}\n`;
            const ms = bestTime(() => expression.test(text), 100);
            if (ms > 100)
              slow.push(`${pattern} took ${ms.toFixed(0)} ms on ${JSON.stringify(text.slice(0, 80))}`);
            if (ms > 100) break;
          }
        }
      }
    }
    expect(slow).toEqual([]);
  });

  it('that were made plainer still take the same', () => {
    const team = compilePattern('[a-z0-9]([-a-z0-9]*[a-z0-9]){0,39}?');
    expect(['a', 'a-b', 'a--b1', '-a', 'a-', 'A'].map((text) => team.test(text))).toEqual(
      ['a', 'a-b', 'a--b1', '-a', 'a-', 'A'].map((text) =>
        /^(?:[a-z0-9]([-a-z0-9]*[a-z0-9]){0,39}?)$/.test(text),
      ),
    );
    const url = compilePattern('https://([.\\-_a-zA-Z0-9]+/?){3,1016}');
    const urls = [
      'https://a.b/c',
      'https://ab',
      'https://a/b/c/',
      'https://a//bcd',
      'https:///abc',
      'https://abc',
    ];
    expect(urls.map((text) => url.test(text))).toEqual(
      urls.map((text) => /^(?:https:\/\/([.\-_a-zA-Z0-9]+\/?){3,1016})$/.test(text)),
    );
  });
});
