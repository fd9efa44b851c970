import { type StaticOperationSchema } from '@smithy/types';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../src/engine/json.ts';
import { operationsOf, QUERY_SERVICES, type QueryTarget } from './fuzz/services.ts';
import { nastyText, SchemaValues } from './fuzz/values.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { faults, peakMegabytes } from './raw/process.ts';
import { type RawAnswer, RawClient } from './raw/rawClient.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);
/** The same each time, so that no test fails by chance; longer runs name another by the environment. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 7);

let engine: TestEngine;
let client: RawClient;

beforeAll(async () => {
  engine = await startEngine();
  client = new RawClient(engine.state);
});
afterAll(async () => {
  client.close();
  await engine.stop();
});

/** A value as a form has it: `Tags.member.1.Key=a`. */
function formOf(value: Json | undefined, name: string): [string, string][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, n) => formOf(item, `${name}.member.${n + 1}`));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => formOf(item, name === '' ? key : `${name}.${key}`));
  }
  return [[name, String(value)]];
}

const text = (form: readonly (readonly [string, string])[]): string =>
  form
    .map(([name, value]) => [name, value].map((part) => encodeURIComponent(part.toWellFormed())).join('='))
    .join('&');

function post(service: string, body: string | Uint8Array): Promise<RawAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return client.send({ service, method: 'POST', path: '/', headers, body });
}

function check(answer: RawAnswer, sent: string): void {
  const said = answer.body.toString();
  const fault = answer.status < 500 ? '' : (faults(engine.dataDir).at(-1) ?? '');
  const where = `Seed ${SEED}: ${sent.slice(0, 2000)} answered ${answer.status} ${said.slice(0, 2000)}\n${fault}`;
  expect(answer.status, where).toBeLessThan(500);
  expect(answer.headers['content-type'], where).toBe('text/xml');
  if (answer.status === 200) expect(said, where).toMatch(/^<\w+Response xmlns="[^"]+">.*<\/\w+Response>$/s);
  else expect(said, where).toMatch(/^<ErrorResponse .*<Code>[\w.]+<\/Code><Message>.*<\/ErrorResponse>$/s);
}

/** Forms beyond all measure, and bytes that are none. */
const broken = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom(
    '&&&',
    '=',
    '%',
    '%zz=%ff',
    'Action',
    'Action=',
    'Action=__proto__',
    'Action=constructor&Version=%00',
  ),
  fc.constant(`Action=ListRoles&${'a.'.repeat(50_000)}=1`),
  fc.constant(`Action=CreateRole&${'Tags.member.99999999.Key=a&'.repeat(1000)}`),
  fc.constant(`Action=CreateRole&${'a=1&'.repeat(250_000)}`),
  fc.constant(`Action=CreateRole&Tags.member.-1.Key=a&Tags.member.1e9.Key=b&Tags.member.1=c&__proto__.a=1`),
  fc
    .tuple(fc.constantFrom('ListRoles', 'GetCallerIdentity', 'GetMetricStatistics'), nastyText, nastyText)
    .map(([action, name, value]) =>
      text([
        ['Action', action],
        [name, value],
      ]),
    ),
);

describe.each(QUERY_SERVICES)('$service over forms', (target: QueryTarget) => {
  const values = new SchemaValues(undefined);
  const operations = operationsOf(target.schemas);

  async function near(operation: StaticOperationSchema, seed: number): Promise<void> {
    for (const input of fc.sample(values.input(operation[4]), { numRuns: RUNS, seed })) {
      const form = [
        ['Action', operation[2]] as const,
        ['Version', target.version] as const,
        ...formOf(input, ''),
      ];
      const answer = await post(target.service, text(form));
      check(answer, text(form));
      if (answer.body.includes('<Code>InvalidAction</Code>')) return;
    }
  }

  it('answers every operation on near-valid requests', { timeout: 300_000 }, async () => {
    for (let round = 0; round < 3; round++)
      for (const operation of operations) await near(operation, SEED + round);
    expect(faults(engine.dataDir)).toEqual([]);
  });

  it('refuses what is no form in its own words', { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(broken, async (body) => {
      const answer = await post(target.service, body);
      check(answer, Buffer.from(body).toString('latin1'));
    });
    await fc.assert(property, { numRuns: 20 * RUNS, seed: SEED });
    expect(faults(engine.dataDir)).toEqual([]);
    expect(peakMegabytes(engine.state.pid) ?? 0).toBeLessThan(500);
  });
});
