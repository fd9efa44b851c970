import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nastyText } from './fuzz/values.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { faults, peakMegabytes } from './raw/process.ts';
import { type RawAnswer, RawClient } from './raw/rawClient.ts';
import { sign } from './raw/signing.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);

let engine: TestEngine;
let client: RawClient;

beforeAll(async () => {
  engine = await startEngine();
  client = new RawClient(engine.state);
  await client.send({ service: 's3', method: 'PUT', path: '/fuzz' });
});
afterAll(async () => {
  client.close();
  expect(faults(engine.dataDir)).toEqual([]);
  expect(peakMegabytes(engine.state.pid) ?? 0).toBeLessThan(300);
  await engine.stop();
});

/** The engine is there, and the same. */
async function isWell(): Promise<void> {
  expect((await client.send({ service: 's3', method: 'HEAD', path: '/fuzz' })).status).toBe(200);
}

function isRefusal({ status, body }: RawAnswer, where: string): void {
  expect(status, `${where}: ${body.toString().slice(0, 500)}`).toBeGreaterThanOrEqual(400);
  expect(status, `${where}: ${body.toString().slice(0, 500)}`).toBeLessThan(500);
}

const printable = nastyText.map((text) =>
  text
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 1000)
    .trim(),
);
const method = fc.constantFrom(
  'GET',
  'PUT',
  'POST',
  'DELETE',
  'HEAD',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'SEARCH',
  'LINK',
);
const target = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '/..',
    '/%',
    '/%zz/%00',
    '/?',
    '/?&&=&==',
    '/?a=%zz&%ff',
    '/?X-Amz-Algorithm=AWS4-HMAC-SHA256',
    '*',
  ),
  printable.map((text) => `/${encodeURI(text.toWellFormed()).slice(0, 2000)}`),
  fc
    .constantFrom(
      '?X-Amz-Signature',
      '?AWSAccessKeyId&Signature&Expires',
      '?AWSAccessKeyId=a&Signature=b&Expires=NaN',
    )
    .map((query) => `/fuzz/a${query}`),
  fc.constant(`/?${'a=1&'.repeat(3500)}`),
);

describe('requests over HTTP', () => {
  it('that are not signed, or not rightly, are refused whatever they are', async () => {
    const { accessKeyId, region } = engine.state;
    const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const authorization = fc
      .record({
        id: fc.constantFrom(accessKeyId, 'AKIA', '', '__proto__', 'a/b'),
        date: fc.constantFrom(now.slice(0, 8), '', '20000101', '99999999'),
        service: fc.constantFrom('s3', 'sagemaker', 'logs', 'sts', 'nosuch', '', '__proto__', 'constructor'),
        signed: fc.constantFrom(
          'host',
          'host;x-amz-date',
          'host;__proto__;constructor;toString',
          ';;',
          '',
          'HOST',
        ),
        signature: fc.constantFrom('00', '', 'é', 'a'.repeat(64), '\\'),
      })
      .map(
        ({ id, date, service, signed, signature }) =>
          `AWS4-HMAC-SHA256 Credential=${id}/${date}/${region}/${service}/aws4_request, SignedHeaders=${signed}, Signature=${signature}`,
      );
    const headers = fc.record(
      {
        authorization: fc.oneof({ weight: 4, arbitrary: authorization }, { weight: 1, arbitrary: printable }),
        'x-amz-date': fc.constantFrom(now, '', 'NaN', '20261399T996199Z', 'Thu, 01 Jan 1970'),
        'x-amz-target': fc.constantFrom(
          'SageMaker.ListModels',
          'SageMaker.__proto__',
          'Logs_20140328.',
          '.',
          'a',
        ),
        'content-type': printable,
        'content-encoding': fc.constantFrom('gzip', 'br', 'aws-chunked', 'nonsense'),
        'x-amz-content-sha256': fc.constantFrom(
          'UNSIGNED-PAYLOAD',
          'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x',
          '',
        ),
        'x-amz-security-token': printable,
        cookie: printable,
        host: fc.constantFrom('localhost', '127.0.0.1', 'fuzz.s3.amazonaws.com', '[::1', ''),
      },
      { requiredKeys: [] },
    );
    const property = fc.asyncProperty(method, target, headers, printable, async (verb, path, given, body) => {
      const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
      const answer = await client.sendAs(verb, path, present, verb === 'GET' || verb === 'HEAD' ? '' : body);
      isRefusal(answer, `${verb} ${path.slice(0, 200)} ${JSON.stringify(given)}`);
    });
    await fc.assert(property, { numRuns: 60 * RUNS });
    await isWell();
  });

  it.each([
    ['no HTTP', 'NONSENSE\r\n\r\n'],
    ['TLS', Buffer.from('16030100c8010000c40303', 'hex')],
    ['a header without an end', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(200_000)}`],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a chunk of nonsense', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n'],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    [
      'a thousand headers',
      `GET / HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 3000 }, (_, n) => `a${n}: b\r\n`).join('')}\r\n`,
    ],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an upgrade', 'GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n'],
    ['a body that never ends', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc'],
  ])('that are %s leave the engine as it was', async (_, bytes) => {
    const answer = await client.bytes(bytes);
    if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    await isWell();
  });
});

describe('signed bodies that lie', () => {
  /** A PUT whose head is signed rightly, and whatever body follows. */
  function put(headers: Readonly<Record<string, string>>, body: string): string {
    const request = { service: 's3', method: 'PUT', path: '/fuzz/lies', headers };
    const payloadHash = headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
    const signed = sign(engine.state, { ...request, payloadHash });
    const lines = Object.entries({ ...signed.headers, connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    return `PUT ${signed.target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
  }
  const streaming = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '5',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };
  const chunked = (body: string, more: Record<string, string> = {}): string =>
    put({ ...streaming, 'content-length': String(body.length), ...more }, body);

  it.each([
    [
      'a chunk longer than it says',
      () => chunked('3\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n'),
    ],
    [
      'a chunk shorter than it says',
      () => chunked('ff\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n'),
    ],
    ['a chunk of petabytes', () => chunked('ffffffffffff\r\nhello\r\n0\r\n\r\n')],
    [
      'more than was declared',
      () => chunked('a\r\nhellohello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n'),
    ],
    ['no trailer', () => chunked('5\r\nhello\r\n0\r\n\r\n')],
    ['a wrong trailer', () => chunked('5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n')],
    ['a trailer without an end', () => chunked(`5\r\nhello\r\n0\r\n${'x'.repeat(50_000)}`)],
    ['no chunks', () => chunked('hello')],
    [
      'chunks signed by nobody',
      () =>
        chunked('5\r\nhello\r\n0\r\n\r\n', { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }),
    ],
    ['another hash', () => put({ 'x-amz-content-sha256': 'a'.repeat(64), 'content-length': '5' }, 'hello')],
    ['no length', () => put({ 'transfer-encoding': 'chunked' }, '5\r\nhello\r\n0\r\n\r\n')],
    [
      'a length of nonsense',
      () => put({ 'content-length': '5', 'x-amz-decoded-content-length': '-5' }, 'hello'),
    ],
  ])('with %s are refused and leave nothing behind', async (_, request) => {
    expect(await client.bytes(request(), 3000)).toMatch(/^HTTP\/1\.1 4\d\d .*<Error><Code>\w+</s);
    expect((await client.send({ service: 's3', method: 'GET', path: '/fuzz/lies' })).status).toBe(404);
  });

  it('and end in the middle store nothing', async () => {
    await client.bytes(put({ 'content-length': '100000' }, 'hello'), 300);
    await client.bytes(chunked('ffff\r\nhello', { 'content-length': '70000' }), 300);
    expect((await client.send({ service: 's3', method: 'GET', path: '/fuzz/lies' })).status).toBe(404);
    await isWell();
  });
});
