import { describe, expect, it } from 'vitest';
import { parseSignature } from '../../../src/engine/http/parseSignature.ts';
import { verifySignature } from '../../../src/engine/http/signature.ts';
import { decodeAwsChunked } from '../../../src/engine/services/s3/awsChunked.ts';

/*
 * The worked example of the S3 API Reference, "Signature calculations for the Authorization header: transferring a payload
 * in multiple chunks": its keys, its request and its signatures, so that nothing here is measured by our own ruler.
 */
const keys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const request = {
  method: 'PUT',
  rawPath: '/examplebucket/chunkObject.txt',
  query: [],
  headers: {
    host: 's3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'content-length': '66824',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  },
};
const SIGNATURES = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

function verifier() {
  const signature = parseSignature(request, 's3');
  const hash = request.headers['x-amz-content-sha256'];
  return verifySignature(request, signature, hash, { find: () => keys }, Date.UTC(2013, 4, 24));
}

function signedBody(content: string): Buffer {
  const frames = [content.slice(0, 65536), content.slice(65536), ''].map(
    (data, i) => `${data.length.toString(16)};chunk-signature=${SIGNATURES[i] ?? ''}\r\n${data}\r\n`,
  );
  return Buffer.from(frames.join(''));
}

async function* inSteps(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function decode(bytes: Uint8Array, step: number, isSigned = false) {
  const trailers: Record<string, string> = {};
  const chunks: Uint8Array[] = [];
  const options = { onTrailer: (name: string, value: string) => void (trailers[name] = value) };
  for await (const chunk of decodeAwsChunked(
    inSteps(bytes, step),
    isSigned ? { ...options, verifier: verifier() } : options,
  )) {
    chunks.push(chunk);
  }
  return { content: Buffer.concat(chunks).toString(), trailers };
}

describe('aws-chunked', () => {
  it('verifies the signed chunks of the example in the S3 API Reference', async () => {
    const content = 'a'.repeat(66560);
    for (const step of [1 << 20, 4096, 7])
      expect((await decode(signedBody(content), step, true)).content).toBe(content);
  });

  it('refuses a chunk that was tampered with, reordered or left out', async () => {
    const content = 'a'.repeat(66560);
    await expect(decode(signedBody(`b${content.slice(1)}`), 4096, true)).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    const short = signedBody(content).subarray(0, 65536 + 90);
    await expect(decode(short, 4096, true)).rejects.toMatchObject({ code: 'IncompleteBody' });
  });

  it('hands on trailers, with and without an empty line at the end', async () => {
    const framed = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n';
    for (const end of ['\r\n', '']) {
      const found = await decode(Buffer.from(framed + end), 3);
      expect(found).toEqual({ content: 'hello', trailers: { 'x-amz-checksum-crc32': 'NhCmhg==' } });
    }
  });

  it('refuses what is no framing', async () => {
    for (const body of ['hello', 'zz\r\nhello\r\n', '5\r\nhel', '5\r\nhelloXX\r\n0\r\n\r\n', '']) {
      await expect(decode(Buffer.from(body), 2)).rejects.toMatchObject({ code: 'IncompleteBody' });
    }
  });
});
