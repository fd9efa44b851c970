import { NormalizedSchema } from '@smithy/core/schema';
import { type StaticOperationSchema } from '@smithy/types';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membersOf } from '../../src/analysis/shapes/members.ts';
import { operationsOf, REST_SERVICES, type RestTarget } from './fuzz/services.ts';
import { nastyText } from './fuzz/values.ts';
import { xmlBody } from './fuzz/xml.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { faults, peakMegabytes } from './raw/process.ts';
import { type RawAnswer, RawClient } from './raw/rawClient.ts';
import { type RawRequest } from './raw/signing.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);
/** The same each time, so that no test fails by chance; longer runs name another by the environment. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 7);
const MOST_MEGABYTES = 300;

let engine: TestEngine;
let client: RawClient;

beforeAll(async () => {
  engine = await startEngine('--python', 'false', '--status-delay', '0');
  client = new RawClient(engine.state);
  for (const path of ['/fuzz', '/bucket-2', '/fuzz/a', '/fuzz/b']) {
    await client.send({ service: 's3', method: 'PUT', path, body: path.length > 7 ? 'content' : '' });
  }
});
afterAll(async () => {
  client.close();
  await engine.stop();
});

/** Values of headers and query parameters; some of them right for something. */
const word = fc.oneof(
  { weight: 3, arbitrary: nastyText },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '1',
        '0',
        '-1',
        '2.5',
        '1e9',
        '99999999999999999999',
        'true',
        'url',
        '*',
        '"x"',
        'REPLACE',
        'COPY',
        'CRC32',
      ],
      ...[
        '/fuzz/a',
        '/fuzz/%zz',
        'a=1&b=2',
        'bytes=0-1',
        'bytes=5-',
        'bytes=-0',
        'bytes=9-1,3-',
        'SHA256',
        'ENABLED',
      ],
      ...[
        'Thu, 01 Jan 2026 00:00:00 GMT',
        'gzip',
        'aws-chunked',
        'text/plain',
        'ObjectParts',
        'ETag',
        'AAAAAA==',
      ],
    ),
  },
);

/** What a header can carry at all: no line breaks, and nothing beyond a byte. */
const headerValue = word.map((text) =>
  Buffer.from(
    text
      .replace(/\p{Cc}/gu, '')
      .slice(0, 3000)
      .trim(),
  ).toString('latin1'),
);

/** Heads beyond 16 KB are refused by Node's HTTP itself, and that in the middle of their sending. */
const encoded = (text: string): string =>
  /^%|\.\.|^[ab]$/.test(text) ? text : encodeURIComponent(text.toWellFormed().slice(0, 1500)) || 'a';
const BUCKETS = ['fuzz', 'fuzz', 'fuzz', 'bucket-2', 'nowhere', '..', 'A', '%00', '__proto__'];

function request(target: RestTarget, operation: StaticOperationSchema): fc.Arbitrary<RawRequest> {
  const traits = operation[3] as { http: [string, string, number] };
  const [method, uri] = traits.http;
  const [template = '/', constants = ''] = uri.split('?', 2);
  const input = NormalizedSchema.of(operation[4]);
  const members = input.isUnitSchema()
    ? []
    : [...membersOf(input).values()].map((member) => member.getMergedTraits());
  const isLed =
    target.leading !== undefined && membersOf(input).get(target.leading)?.getMergedTraits().httpLabel;
  const path =
    isLed && !template.includes(`{${target.leading}}`) ? `/{${target.leading}}${template}` : template;
  const named = (names: readonly string[]): fc.Arbitrary<Record<string, string | undefined>> =>
    fc.record(
      Object.fromEntries(names.map((name) => [name, fc.option(headerValue, { nil: undefined, freq: 1 })])),
    );
  const queries = named(members.flatMap(({ httpQuery }) => (httpQuery === undefined ? [] : [httpQuery])));
  const headers = named([
    ...members.flatMap(({ httpHeader }) => (httpHeader === undefined ? [] : [httpHeader.toLowerCase()])),
    ...[
      'range',
      'content-md5',
      'content-encoding',
      'x-amz-decoded-content-length',
      'x-amz-trailer',
      'content-type',
    ],
    ...['x-amz-meta-a', 'x-amz-meta-__proto__', 'if-match', 'if-none-match', 'if-modified-since'],
  ]);
  const labels = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), nastyText.map(encoded)), {
    minLength: 4,
    maxLength: 4,
  });
  return fc
    .record({
      bucket: fc.constantFrom(...BUCKETS),
      labels,
      queries,
      headers,
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      body: xmlBody(input),
    })
    .map(({ bucket, labels: words, queries: asked, headers: given, keep, body }) => {
      let label = 0;
      const some = (found: Record<string, string | undefined>, most: number): [string, string][] =>
        Object.entries(found)
          .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
          .filter((_, index) => ((index + 1) * keep * 7.77) % 1 < most);
      const fixed =
        constants === ''
          ? []
          : constants.split('&').map((part): [string, string] => {
              const [name = '', value = ''] = part.split('=', 2);
              return [name, value];
            });
      return {
        service: target.service,
        method,
        path: path.replace(/\{(\w+)\+?\}/g, (_, name: string) =>
          name === 'Bucket' ? bucket : (words[label++] ?? 'a'),
        ),
        query: [...fixed, ...some(asked, 0.4)],
        headers: Object.fromEntries(some(given, 0.15).filter(([name]) => name !== 'content-length')),
        body: method === 'GET' || method === 'HEAD' ? '' : body,
      };
    });
}

/** What the engine's log says of a fault. */
const why = ({ status }: RawAnswer): string =>
  status < 500 ? '' : `\n${faults(engine.dataDir).at(-1) ?? ''}`;

function check(answer: RawAnswer, sent: RawRequest): void {
  const said = answer.body.toString('utf8');
  const where = `Seed ${SEED}: ${JSON.stringify(sent).slice(0, 3000)} answered ${answer.status} ${said.slice(0, 2000)}${why(answer)}`;
  if (answer.status === 501) expect(said, where).toContain('<Code>NotImplemented</Code>');
  else expect(answer.status, where).toBeLessThan(500);
  if (answer.status < 400 || sent.method === 'HEAD') return;
  if (sent.service === 's3')
    expect(said, where).toMatch(/<Error><Code>\w+<\/Code><Message>.*<\/RequestId><\/Error>$/s);
  else expect(typeof (JSON.parse(said) as { message: unknown }).message, where).toBe('string');
}

describe.each(REST_SERVICES)('$service, bound to HTTP', (target) => {
  it('answers every operation, whatever is bound to it', { timeout: 600_000 }, async () => {
    const operations = operationsOf(target.schemas).filter(
      ([, , name]) => !/^(Delete|Create)Bucket$/.test(name),
    );
    for (let round = 0; round < 3; round++) {
      for (const operation of operations) {
        const requests = fc.sample(request(target, operation), { numRuns: RUNS, seed: SEED + round });
        for (const sent of requests) {
          const answer = await client.send(sent).catch((error: unknown) => {
            throw new Error(`Seed ${SEED}: no answer to ${JSON.stringify(sent).slice(0, 3000)}`, {
              cause: error,
            });
          });
          check(answer, sent);
          if (answer.status === 501) break;
        }
      }
    }
    expect(faults(engine.dataDir)).toEqual([]);
    const peak = peakMegabytes(engine.state.pid);
    if (peak !== undefined) expect(peak).toBeLessThan(MOST_MEGABYTES);
  });
});
