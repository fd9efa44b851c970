import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from './harness.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** A client whose requests are changed before they are signed. */
function bending(
  change: (request: { body?: unknown; headers: Record<string, string> }) => void,
): SageMakerClient {
  const client = new SageMakerClient({ ...engine.clientConfig, maxAttempts: 1 });
  client.middlewareStack.add(
    (next) => (args) => {
      change(args.request as { body?: unknown; headers: Record<string, string> });
      return next(args);
    },
    { step: 'build', priority: 'low' },
  );
  return client;
}

async function cli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['dist/engine.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([
    readText(child.stdout),
    readText(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, stdout, stderr };
}

describe('signatures', () => {
  const wrong = { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' };

  it('of unknown keys are refused by each service in its own words', async () => {
    const config = { ...engine.clientConfig, credentials: wrong };
    await expect(new SageMakerClient(config).send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    await expect(new STSClient(config).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('with a wrong secret are refused', async () => {
    const { accessKeyId } = engine.state;
    const config = { ...engine.clientConfig, credentials: { ...wrong, accessKeyId } };
    await expect(new SageMakerClient(config).send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
  });

  it('that are missing are refused', async () => {
    const target = { 'x-amz-target': 'SageMaker.ListModels', 'content-type': 'application/x-amz-json-1.1' };
    const answer = await fetch(engine.state.endpoint, { method: 'POST', headers: target, body: '{}' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
    expect((await fetch(`${engine.state.endpoint}/bucket/key`)).status).toBe(403);
  });

  it('cover the body', async () => {
    const client = new SageMakerClient({ ...engine.clientConfig, maxAttempts: 1 });
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body?: unknown }).body = '[]'; // As long as the '{}' that was signed.
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await expect(client.send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
  });

  it('go stale after a quarter of an hour', async () => {
    const late = new SageMakerClient({
      ...engine.clientConfig,
      systemClockOffset: -20 * 60_000,
      maxAttempts: 1,
    });
    await expect(late.send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
  });
});

describe('bad requests', () => {
  it.each(['no json', '[]', '{"a":', '"text"', '\u0000'])('with the body %j are refused', async (body) => {
    const client = bending((request) => {
      request.body = body;
      request.headers['content-length'] = String(body.length);
    });
    await expect(client.send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'SerializationException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('for operations that are unknown say so', async () => {
    const client = bending((request) => {
      request.headers['x-amz-target'] = 'SageMaker.MakeCoffee';
    });
    await expect(client.send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  it('name every violated member', async () => {
    const incomplete = new CreateTrainingJobCommand({
      TrainingJobName: 'not a name',
      RoleArn: 'arn:aws:iam::000000000000:role/x',
      OutputDataConfig: { S3OutputPath: 's3://b/o' },
    });
    await expect(engine.sagemaker.send(incomplete)).rejects.toThrow(
      /^1 validation error detected: Value 'not a name' at 'trainingJobName' failed to satisfy constraint/,
    );
  });

  it('leave the engine as it was', async () => {
    expect((await engine.sagemaker.send(new ListModelsCommand({}))).Models).toEqual([]);
  });
});

describe('the command line', () => {
  it('gives the line of the engine that runs already', async () => {
    const { code, stdout, stderr } = await cli('serve', '--data-dir', engine.dataDir);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(engine.state);
    expect(stderr).toContain('An engine runs on');
  });

  it('prints the environment and the status, and keeps the secret out of the latter', async () => {
    const env = await cli('env', '--data-dir', engine.dataDir);
    expect(env.stdout).toContain(`export AWS_ENDPOINT_URL='${engine.state.endpoint}'`);
    expect(env.stdout).toContain(`export AWS_SECRET_ACCESS_KEY='${engine.state.secretAccessKey}'`);
    const status = await cli('status', '--data-dir', engine.dataDir);
    expect(JSON.parse(status.stdout)).toMatchObject({ running: true, pid: engine.state.pid });
    expect(status.stdout).not.toContain(engine.state.secretAccessKey);
  });

  it('keeps its keys to the owner', () => {
    for (const file of ['credentials.json', 'engine.json']) {
      expect(statSync(join(engine.dataDir, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('complains of what it does not know', async () => {
    expect(await cli('serve', '--port', 'x')).toMatchObject({ code: 2 });
    expect(await cli('dance')).toMatchObject({ code: 2 });
    const missing = join(engine.dataDir, 'nowhere');
    expect(await cli('env', '--data-dir', missing)).toMatchObject({ code: 1, stdout: '' });
    expect(await cli('status', '--data-dir', missing)).toMatchObject({ code: 3 });
  });

  it('stops the engine', async () => {
    const other = await startEngine('--account-id', '123456789012', '--region', 'eu-north-1');
    expect(other.state).toMatchObject({ accountId: '123456789012', region: 'eu-north-1' });
    expect(await cli('stop', '--data-dir', other.dataDir)).toMatchObject({ code: 0 });
    expect(await cli('status', '--data-dir', other.dataDir)).toMatchObject({ code: 3 });
    await other.stop();
  });
});
