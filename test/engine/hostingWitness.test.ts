import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from './harness.ts';
import { BUCKET, HostingFixture } from './hostingFixture.ts';

const run = promisify(execFile);

async function isThere(program: string, ...args: string[]): Promise<boolean> {
  const found = await run(program, args).then(
    () => true,
    () => false,
  );
  if (!found)
    console.warn(`MISSING WITNESS: "${program} ${args.join(' ')}" does not run here; its tests are skipped.`);
  return found;
}

const hasCli = await isThere('aws', '--version');
const hasBoto3 = await isThere('python3', '-c', 'import boto3');

/** Scales by what stands in an object of this engine's S3, fetched with boto3 as in a container. */
const INFERENCE = `
import boto3
def model_fn(model_dir):
    return float(boto3.client("s3").get_object(Bucket="${BUCKET}", Key="factor/model.tar.gz")["ContentLength"] > 0)
def predict_fn(data, model):
    if data == "reject": raise ValueError("expected a number")
    return data * model * 2
`;

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  const hosting = new HostingFixture(engine);
  await hosting.bucket();
  await hosting.model('factor', {
    'code/inference.py': hasBoto3 ? INFERENCE : 'def model_fn(d): return lambda x: x * 2.0\n',
  });
  await hosting.config('factor', { AllTraffic: 'factor' });
  const { EndpointStatus, FailureReason } = await hosting.endpoint('factor', 'factor');
  expect(EndpointStatus, FailureReason).toBe('InService');
});

afterAll(() => engine.stop());

describe('SageMaker Runtime', { timeout: 180_000 }, () => {
  it.skipIf(!hasCli)('is spoken to by the unmodified AWS CLI', async () => {
    const file = join(engine.dataDir, 'answer.json');
    const args = ['sagemaker-runtime', 'invoke-endpoint', '--endpoint-name', 'factor'];
    const body = [
      '--content-type',
      'application/json',
      '--cli-binary-format',
      'raw-in-base64-out',
      '--body',
      '21',
    ];
    // Version 1 of the CLI takes bodies as they are and does not know the option.
    const { stdout: version, stderr } = await run('aws', ['--version']);
    const flags = `${version}${stderr}`.startsWith('aws-cli/1')
      ? body.filter((b) => !/binary|raw-in/.test(b))
      : body;
    const { stdout } = await run('aws', [...args, ...flags, file], { env: engine.clientEnvironment });
    expect(JSON.parse(stdout)).toEqual({
      ContentType: 'application/json',
      InvokedProductionVariant: 'AllTraffic',
    });
    expect(await readFile(file, 'utf8')).toBe('42.0');
  });

  it.skipIf(!hasBoto3)('is spoken to by boto3, and so is the engine from within a model', async () => {
    const program = `
import boto3, json
runtime = boto3.client("sagemaker-runtime")
answer = runtime.invoke_endpoint(EndpointName="factor", ContentType="application/json", Body=b"4")
try:
    runtime.invoke_endpoint(EndpointName="factor", ContentType="application/json", Body=b'"reject"')
except runtime.exceptions.ModelError as error:
    found = error.response
try:
    runtime.invoke_endpoint(EndpointName="none", Body=b"4")
except runtime.exceptions.ClientError as error:
    missing = error.response["Error"]
print(json.dumps([json.load(answer["Body"]), found["OriginalStatusCode"], found["OriginalMessage"][:17], missing]))
`;
    const { stdout } = await run('python3', ['-c', program], { env: engine.clientEnvironment });
    const missing = { Code: 'ValidationError', Message: 'Endpoint none of account 000000000000 not found.' };
    expect(JSON.parse(stdout)).toEqual([8, 500, 'expected a number', missing]);
  });
});
