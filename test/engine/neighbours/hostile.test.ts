import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { faults, peakMegabytes } from '../raw/process.ts';
import { RawClient } from '../raw/rawClient.ts';

const RUNS = 150;
const CBOR = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const path = (operation: string) => `/service/GraniteServiceVersion20100801/operation/${operation}`;

let engine: TestEngine;
let raw: RawClient;
beforeAll(async () => {
  engine = await startEngine();
  raw = new RawClient(engine.state);
});
afterAll(async () => {
  raw.close();
  await engine.stop();
});

const cbor = (operation: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  raw.send({
    ...{ service: 'monitoring', method: 'POST', path: path(operation), body },
    headers: { ...CBOR, ...headers },
  });
const form = (service: string, body: string) =>
  raw.send({ service, method: 'POST', path: '/', headers: FORM, body });

describe('hostile input', () => {
  it('in CBOR is refused, whatever the bytes', async () => {
    const operation = fc.constantFrom('PutMetricData', 'GetMetricData', 'ListMetrics', 'None', '__proto__');
    await fc.assert(
      fc.asyncProperty(operation, fc.uint8Array({ maxLength: 200 }), async (name, body) => {
        const { status } = await cbor(name, body);
        expect(status === 200 || (status >= 400 && status < 500)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['a list that says it has 2^28 items', Buffer.from('a16a4d6574726963446174619a10000000', 'hex')],
    ['a decimal with an exponent of 2^28', Buffer.from('c4821a1000000001', 'hex')],
    ['lists in lists', Buffer.alloc(1_000_000, 0x81)],
    ['an end in the middle', Buffer.from('a1694e616d65', 'hex')],
  ])('in CBOR is refused: %s', async (_, body) => {
    const { status, body: answer } = await cbor('PutMetricData', body);
    expect([status, answer.toString('latin1')]).toEqual([
      400,
      expect.stringContaining('SerializationException') as string,
    ]);
  });

  it('in gzip is refused, also where it becomes too much', async () => {
    for (const body of [Buffer.from('none'), gzipSync(Buffer.alloc(200_000_000))]) {
      expect((await cbor('PutMetricData', body, { 'content-encoding': 'gzip' })).status).toBe(400);
    }
  });

  it('in forms is refused, whatever the text', async () => {
    const part = fc.oneof(
      fc.constantFrom('Tags', 'member', '1', '999999999', 'entry', '__proto__', 'RoleName', '', 'MetricData'),
      fc.string({ maxLength: 8 }),
    );
    const parameter = fc.tuple(fc.array(part, { maxLength: 6 }), fc.string({ maxLength: 20 }));
    const action = fc.constantFrom('CreateRole', 'TagRole', 'ListRoles', 'AssumeRole', 'PutMetricData', 'x');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('iam', 'sts', 'monitoring'),
        action,
        fc.array(parameter, { maxLength: 12 }),
        async (service, Action, given) => {
          const all = given.map(([parts, value]): [string, string] => [parts.join('.'), value]);
          const { status, body } = await form(
            service,
            new URLSearchParams([['Action', Action], ...all]).toString(),
          );
          expect(status === 200 || (status >= 400 && status < 500)).toBe(true);
          if (status !== 200) expect(body.toString()).toContain('<ErrorResponse');
        },
      ),
      { numRuns: RUNS },
    );
    const deep = `Action=TagRole&${'a.'.repeat(100_000)}b=1`;
    expect((await form('iam', deep)).status).toBe(400);
    const many = `Action=TagRole&${Array.from({ length: 210_000 }, (_, i) => `a.${i}=1`).join('&')}`;
    expect((await form('iam', many)).status).toBe(400);
  });

  it('leaves no fault in the log, and little in memory', () => {
    expect(faults(engine.dataDir)).toEqual([]);
    expect(peakMegabytes(engine.state.pid) ?? 0).toBeLessThan(400);
  });
});
