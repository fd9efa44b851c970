import { pathToFileURL } from 'node:url';
import { NormalizedSchema } from '@smithy/core/schema';
import { type StaticOperationSchema } from '@smithy/types';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JsonObject } from '../../src/engine/json.ts';
import { constraintsOf } from '../../src/engine/protocols/constraints.ts';
import { requiredOf } from '../../src/analysis/shapes/members.ts';
import { JSON_SERVICES, type JsonTarget, operationsOf } from './fuzz/services.ts';
import { anything, SchemaValues } from './fuzz/values.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { faults, peakMegabytes } from './raw/process.ts';
import { type RawAnswer, RawClient } from './raw/rawClient.ts';

/** Requests for each operation and round; more by the environment, for a night's run. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);
/** The same each time, so that no test fails by chance; longer runs name another by the environment. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 7);
/** What the engine may take in memory at most, whatever it is sent. */
const MOST_MEGABYTES = 500;
/** Its answer goes on for hours. */
const STREAMED = new Set(['StartLiveTail']);

let engine: TestEngine;
let client: RawClient;

beforeAll(async () => {
  engine = await startEngine('--python', 'false', '--status-delay', '0');
  client = new RawClient(engine.state);
});
afterAll(async () => {
  client.close();
  await engine.stop();
});

function nested(before: string, open: string, inner: string, close: string, after: string): string {
  return before + open.repeat(100_000) + inner + close.repeat(100_000) + after;
}

/** Well formed, and deeper than any stack: through shapes that hold themselves, through maps, through what nobody knows. */
const DEEP = [
  nested('{"SearchExpression":', '{"SubExpressions":[', '{}', ']}', ',"Resource":"TrainingJob"}'),
  nested('{"Environment":', '{"a":', '"b"', '}', '}'),
  nested('{"UnknownMember":', '[', '', ']', '}'),
  nested('{"Tags":', '[', '', ']', '}'),
  nested('{"logGroupName":', '[', '', ']', '}'),
];

/** JSON that may be broken: deep, torn, of other encodings, with what JSON has no words for. */
const brokenBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  anything.map((value) => JSON.stringify(value)),
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom(
    '[',
    '{"a":',
    '{"MaxResults":NaN}',
    '{"MaxResults":1e999}',
    '{"NextToken":"\ud800"}',
    '\ufeff{}',
    'null',
  ),
  fc.constantFrom('[', '{"a":').map((open) => open.repeat(100_000)),
  fc.constantFrom(...DEEP),
  fc.constant('{"a":"\xff\xfe"}').map((text) => Buffer.from(text, 'latin1')),
  fc.constant('{"MaxResults":1}').map((text) => Buffer.from(text, 'utf16le')),
);

const contentType = fc.option(
  fc.constantFrom(
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    ';;;',
    'application/x-amz-json-1.0',
  ),
  { nil: 'application/x-amz-json-1.1', freq: 6 },
);

/** What the engine's log says of a fault. */
const why = ({ status }: RawAnswer): string =>
  status < 500 ? '' : `\n${faults(engine.dataDir).at(-1) ?? ''}`;

function check(answer: RawAnswer, operation: StaticOperationSchema, sent: string, type: string): void {
  const said = answer.body.toString('utf8');
  const where = `Seed ${SEED}: ${operation[2]} of ${sent.slice(0, 2000)} answered ${answer.status} ${said.slice(0, 2000)}${why(answer)}`;
  expect(answer.status, where).toBeLessThan(500);
  expect(answer.headers['content-type'], where).toBe(type);
  if (answer.status !== 200) {
    const error = JSON.parse(said) as JsonObject;
    expect(error['__type'], where).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(typeof error['message'], where).toBe('string');
    expect(answer.headers['x-amzn-errortype'], where).toBe(error['__type']);
    expect(answer.body.length, where).toBeLessThan(100_000);
  } else if (said !== '') {
    const output = JSON.parse(said) as JsonObject;
    for (const name of requiredOf(NormalizedSchema.of(operation[5]))) {
      expect(output[name], `${where}: ${name} is missing`).toBeDefined();
    }
  }
}

function post(
  target: JsonTarget,
  operation: string,
  body: string | Uint8Array,
  type: string,
): Promise<RawAnswer> {
  const headers = { 'x-amz-target': `${target.prefix}.${operation}`, 'content-type': type };
  return client.send({ service: target.service, method: 'POST', path: '/', headers, body });
}

describe.each(JSON_SERVICES)('$service', (target) => {
  // What is deleted goes last in a round: others shall find something.
  const isDelete = (name: string): number => Number(/^(?:Delete|Stop|Disassociate|Remove)/.test(name));
  const operations = operationsOf(target.schemas)
    .filter(([, , name]) => !STREAMED.has(name))
    .sort(([, , a], [, , b]) => isDelete(a) - isDelete(b));
  const [handled, succeeded] = [new Set<string>(), new Set<string>()];
  const jsonType = `application/x-amz-json-${target.version}`;
  const constraints = constraintsOf(target.service, pathToFileURL('media/data/constraints.json'));
  const values = new SchemaValues(constraints);

  it(
    'answers every operation on near-valid requests, and on none by a fault of its own',
    { timeout: 600_000 },
    async () => {
      const complaints = new Map<string, string>();
      // In rounds, so that later requests meet what earlier ones of all operations have made.
      for (let round = 0; round < 3; round++) {
        for (const operation of operations) {
          // Samples, not a property: against an engine that remembers, a failure cannot be made smaller by trying again.
          for (const input of fc.sample(values.input(operation[4]), { numRuns: RUNS, seed: SEED + round })) {
            const sent = JSON.stringify(input);
            const answer = await post(target, operation[2], sent, jsonType);
            try {
              check(answer, operation, sent, jsonType);
            } catch (error) {
              complaints.set(operation[2], error instanceof Error ? error.message : String(error));
            }
            if (answer.headers['x-amzn-errortype'] === 'UnknownOperationException') break;
            handled.add(operation[2]);
            if (answer.status === 200) succeeded.add(operation[2]);
          }
        }
      }
      // Else nothing has been tried but refusals; without constraints near-valid requests are not so near.
      if (constraints && !target.seldomSucceeds) expect(succeeded.size).toBeGreaterThan(handled.size / 10);
      // One for each operation: they are mended together.
      expect([...complaints.values()]).toEqual([]);
    },
  );

  it('refuses broken bodies of any kind in its own words', { timeout: 600_000 }, async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...operations),
      brokenBody,
      contentType,
      async (operation, body, type) => {
        const sent = Buffer.from(body).toString('latin1');
        check(await post(target, operation[2], body, type), operation, sent, jsonType);
      },
    );
    await fc.assert(property, { numRuns: 100 * RUNS, seed: SEED });
    expect(faults(engine.dataDir)).toEqual([]);
  });

  it('takes little memory for large requests', { timeout: 600_000 }, async () => {
    const megabytes = 7;
    const bodies = [
      'x'.repeat(20 * 1024 * 1024),
      `{"Tags":[${'{},'.repeat((megabytes * 1024 * 1024) / 3)}{}]}`,
      `{"Tags":[${'[],'.repeat((megabytes * 1024 * 1024) / 3)}[]]}`,
      `{"TagKeys":[${'"é%",'.repeat((megabytes * 1024 * 1024) / 6)}""]}`,
      `{"ResourceArn":"${'a'.repeat(megabytes * 1024 * 1024)}"}`,
      `{"a":${'['.repeat(megabytes * 1024 * 1024)}`,
      JSON.stringify({ Tags: Array.from({ length: 60_000 }, () => ({ Key: '!'.repeat(90) })) }),
    ];
    const large = new Set(['AddTags', 'DeleteTags', 'CreateModel', 'PutLogEvents', 'Search']);
    for (const operation of operations.filter(([, , name]) => large.has(name))) {
      for (const body of bodies) {
        check(await post(target, operation[2], body, jsonType), operation, body, jsonType);
      }
    }
    const peak = peakMegabytes(engine.state.pid);
    if (peak !== undefined) expect(peak).toBeLessThan(MOST_MEGABYTES);
  });
});
