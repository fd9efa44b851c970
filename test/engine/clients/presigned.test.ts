import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { client, hasBoto3 } from './witness.ts';

const SCRIPT = `
import boto3, json, sys
from botocore.config import Config
s3 = boto3.client("s3", config=Config(signature_version=sys.argv[1]) if sys.argv[1] else None)
s3.create_bucket(Bucket="presigned")
where = {"Bucket": "presigned", "Key": "a b/ü+x"}
put = s3.generate_presigned_url("put_object", Params=where, ExpiresIn=60)
get = s3.generate_presigned_url("get_object", Params={**where, "ResponseContentType": "text/x-own"}, ExpiresIn=60)
print(json.dumps([put, get]))
`;
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

describe.skipIf(!(await hasBoto3()))("boto3's presigned URLs", { timeout: 180_000 }, () => {
  it.each([
    ['as it makes them by default', ''],
    ['of Signature Version 4', 's3v4'],
  ])('%s are good for what they say, and for nothing else', async (_, version) => {
    const said = await client('python3', ['-c', SCRIPT, version], engine.clientEnvironment);
    const [put, get] = JSON.parse(said) as [string, string];
    const content = new TextEncoder().encode(`content ${version}`);
    expect((await fetch(put, { method: 'PUT', body: content })).status).toBe(200);
    const answer = await fetch(get);
    expect(answer.headers.get('content-type')).toBe('text/x-own');
    expect(await answer.text()).toBe(`content ${version}`);
    expect((await fetch(get.replace('text%2Fx-own', 'text%2Fhtml'))).status).toBe(403);
    expect((await fetch(get, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(get.replace(/Expires=\d+/, 'Expires=5'))).status).toBe(403);
  });
});
