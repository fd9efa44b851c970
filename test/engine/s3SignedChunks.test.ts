import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalRequest, hmac, sha256Hex, signingKey } from '../../src/engine/http/canonical.ts';
import { startEngine, type TestEngine } from './harness.ts';

const BUCKET = 'signed-chunks';
const MARKER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  await engine.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
});

afterAll(() => engine.stop());

/** Puts an object as the Java and Go SDKs do over plain HTTP: every chunk signed, each signature over the last. */
async function putSigned(
  key: string,
  chunks: readonly string[],
  options: { tamper?: boolean; trailer?: string } = {},
) {
  const { region, accessKeyId, secretAccessKey, endpoint } = engine.state;
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const date = timestamp.slice(0, 8);
  const scope = `${date}/${region}/s3/aws4_request`;
  const secret = signingKey(secretAccessKey, date, region, 's3');
  const sign = (kind: string, ...lines: string[]) =>
    hmac(secret, [`AWS4-HMAC-SHA256${kind}`, timestamp, scope, ...lines].join('\n')).toString('hex');
  const rawPath = `/${BUCKET}/${key}`;
  const payloadHash = options.trailer === undefined ? MARKER : `${MARKER}-TRAILER`;
  const headers: Record<string, string> = {
    host: new URL(endpoint).host,
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': timestamp,
    'x-amz-decoded-content-length': String(chunks.join('').length),
    ...(options.trailer !== undefined && { 'x-amz-trailer': 'x-amz-checksum-crc32' }),
  };
  const signedHeaders = Object.keys(headers).sort();
  const canonical = canonicalRequest({
    method: 'PUT',
    rawPath,
    query: [],
    headers,
    signedHeaders,
    payloadHash,
    escapePath: false,
  });
  const seed = sign('', sha256Hex(canonical));
  let previous = seed;
  let body = '';
  for (const chunk of [...chunks, '']) {
    previous = sign('-PAYLOAD', previous, sha256Hex(''), sha256Hex(chunk));
    const sent = options.tamper ? chunk.replace('b', 'B') : chunk;
    body += `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${sent}${chunk === '' ? '' : '\r\n'}`;
  }
  if (options.trailer !== undefined) {
    const line = `x-amz-checksum-crc32:${options.trailer}`;
    body += `${line}\r\nx-amz-trailer-signature:${sign('-TRAILER', previous, sha256Hex(`${line}\n`))}\r\n`;
  }
  const credential = `Credential=${accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${seed}`;
  const { host, ...sent } = headers;
  expect(host).toBeTruthy();
  const answer = await fetch(endpoint + rawPath, {
    method: 'PUT',
    headers: { ...sent, authorization },
    body: `${body}\r\n`,
  });
  return { status: answer.status, text: await answer.text() };
}

describe('bodies in signed chunks', () => {
  const chunks = ['a'.repeat(65_536), 'b'.repeat(70_000), 'c'];
  const content = chunks.join('');

  it('are stored without their framing', async () => {
    expect(await putSigned('signed', chunks)).toEqual({ status: 200, text: '' });
    const { Body, ContentEncoding } = await engine.s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: 'signed' }),
    );
    const found = (await Body?.transformToString()) ?? '';
    expect(createHash('sha256').update(found).digest('hex')).toBe(sha256Hex(content));
    expect(ContentEncoding).toBeUndefined();
  });

  it('may bring a signed checksum in a trailer', async () => {
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(content));
    const trailer = crc.toString('base64');
    expect(await putSigned('trailed', chunks, { trailer })).toEqual({ status: 200, text: '' });
    const head = await engine.s3.send(
      new HeadObjectCommand({ Bucket: BUCKET, Key: 'trailed', ChecksumMode: 'ENABLED' }),
    );
    expect(head.ChecksumCRC32).toBe(trailer);
    const wrong = await putSigned('wrong', chunks, { trailer: 'AAAAAA==' });
    expect([wrong.status, wrong.text.includes('<Code>BadDigest</Code>')]).toEqual([400, true]);
  });

  it('are refused, and leave nothing, when a chunk is not what was signed', async () => {
    const { status, text } = await putSigned('tampered', chunks, { tamper: true });
    expect([status, text.includes('<Code>SignatureDoesNotMatch</Code>')]).toEqual([403, true]);
    const head = engine.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'tampered' }));
    await expect(head).rejects.toMatchObject({ name: 'NotFound' });
  });
});
