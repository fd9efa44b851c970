import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { BucketClients } from '../../../../src/documents/s3/bucketClients.ts';
import { isMissing, s3Failure } from '../../../../src/documents/s3/s3Failure.ts';
import { UserError } from '../../../../src/platform/userError.ts';

/** AWS as far as regions go: each bucket answers to signatures and hosts of its own region only. */
class Regions {
  readonly requests: string[] = [];
  readonly homes: Readonly<Record<string, string>>;

  constructor(homes: Readonly<Record<string, string>>) {
    this.homes = homes;
  }

  async handle(request: HttpRequest): Promise<{ response: HttpResponse }> {
    const signed = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    const bucket = request.hostname.split('.')[0] ?? '';
    const home = this.homes[bucket] ?? '';
    this.requests.push(`${request.method} ${bucket} ${signed}`);
    const right = signed === home && request.hostname.includes(home);
    const headers = right ? { etag: '"e"' } : { 'x-amz-bucket-region': home };
    return {
      response: new HttpResponse({ statusCode: right ? 200 : 301, headers, body: Readable.from([]) }),
    };
  }

  destroy(): void {
    // It holds nothing.
  }
}

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 's' };

describe('buckets in other regions', () => {
  let aws: Regions;
  let clients: BucketClients;
  beforeEach(() => {
    aws = new Regions({ here: 'us-east-1', there: 'eu-west-1', far: 'ap-southeast-2' });
    const s3 = new S3Client({ region: 'us-east-1', credentials, requestHandler: aws as never });
    const connections = {
      connect: async () => ({ s3: async () => s3 }),
      onDidChange: () => ({ dispose: () => undefined }),
    };
    clients = new BucketClients(connections as never);
  });
  const head = (Bucket: string) =>
    clients.run(Bucket, (client) => client.send(new HeadObjectCommand({ Bucket, Key: 'k' })));

  it('are followed once, and then known', async () => {
    expect((await head('there')).ETag).toBe('"e"');
    expect((await head('there')).ETag).toBe('"e"');
    expect(aws.requests).toEqual(['HEAD there us-east-1', 'HEAD there eu-west-1', 'HEAD there eu-west-1']);
  });

  it('do not get in each other’s way', async () => {
    const buckets = ['here', 'there', 'far', 'there', 'here', 'far', 'far', 'there'];
    const answers = await Promise.all(buckets.map(head));
    expect(answers.every(({ ETag }) => ETag === '"e"')).toBe(true);
    await head('here');
    expect(aws.requests.at(-1)).toBe('HEAD here us-east-1');
  });

  it('are asked for before a stream begins', async () => {
    const client = await clients.forStream('far');
    await client.send(new GetObjectCommand({ Bucket: 'far', Key: 'k' }));
    expect(aws.requests).toEqual(['HEAD far us-east-1', 'HEAD far ap-southeast-2', 'GET far ap-southeast-2']);
  });
});

describe('what S3 says', () => {
  const answer = (name: string, httpStatusCode: number, message = name) =>
    Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

  it('is told with what was tried', () => {
    const told = (error: unknown) => {
      const failure = s3Failure('Cannot read s3://b/k', error);
      return failure instanceof UserError ? `${failure.reason}: ${failure.message}` : failure;
    };
    expect(told(answer('403', 403, 'UnknownError'))).toBe(
      'not-allowed: Cannot read s3://b/k: Access denied.',
    );
    expect(told(answer('AccessDenied', 403, 'You may not.'))).toBe(
      'not-allowed: Cannot read s3://b/k: You may not.',
    );
    expect(told(answer('NoSuchBucket', 404))).toBe(
      'not-found: Cannot read s3://b/k: There is no such bucket.',
    );
    expect(told(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toMatch(
      /^not-reachable: Cannot read/,
    );
    expect(told(answer('SlowDown', 503))).toMatch(/^throttled/);
    expect(isMissing(answer('NotFound', 404))).toBe(true);
  });
});
