import { resolve } from 'node:path';
import { readdirSync } from 'node:fs';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { client, hasAwsCli, hasBoto3 } from './witness.ts';

const FOLDER = resolve('test/engine/clients/families');
const families = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -'.py'.length))
  .filter((name) => !['kinds', 'run'].includes(name));
const [awsCli, boto3] = await Promise.all([hasAwsCli(), hasBoto3()]);
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.1');
  await engine.s3.send(new CreateBucketCommand({ Bucket: 'coverage' }));
});
afterAll(() => engine.stop());

interface Said {
  readonly family: string;
  readonly error?: string;
}

describe.skipIf(!boto3)('unmodified boto3', { timeout: 120_000 }, () => {
  let said: Said[];
  beforeAll(async () => {
    // One process for all: loading boto3 takes longer than a family does.
    const lines = await client('python3', [resolve(FOLDER, 'run.py')], engine.clientEnvironment);
    said = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Said);
  }, 120_000);

  it.each(families)('creates, describes, lists, updates, tags and deletes: %s', (family) => {
    const result = said.find((one) => one.family === family);
    expect(result).toBeDefined();
    expect(result?.error).toBeUndefined();
  });
});

describe.skipIf(!awsCli)('the unmodified AWS CLI', { timeout: 120_000 }, () => {
  const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
    const said = await client('aws', ['sagemaker', ...args, '--output', 'json'], engine.clientEnvironment);
    return said === '' ? {} : (JSON.parse(said) as Record<string, unknown>);
  };

  it('creates, describes, lists with pages, updates, tags and deletes', async () => {
    const named = ['--experiment-name', 'by-cli'];
    const { ExperimentArn } = await aws(
      'create-experiment',
      ...named,
      '--description',
      'first',
      '--tags',
      'Key=a,Value=b',
    );
    await aws('create-experiment', '--experiment-name', 'by-cli-too');
    await aws('update-experiment', ...named, '--description', 'second');
    expect(await aws('describe-experiment', ...named)).toMatchObject({
      ExperimentArn,
      Description: 'second',
    });
    const listed = await aws(
      'list-experiments',
      '--sort-by',
      'Name',
      '--sort-order',
      'Ascending',
      '--page-size',
      '1',
      '--query',
      "{all: ExperimentSummaries[?starts_with(ExperimentName, 'by-cli')].ExperimentName}",
    );
    expect(listed['all']).toEqual(['by-cli', 'by-cli-too']);
    expect(await aws('list-tags', '--resource-arn', String(ExperimentArn))).toEqual({
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    await aws('delete-experiment', ...named);
    await expect(aws('describe-experiment', ...named)).rejects.toThrow('(ResourceNotFound)');
  });

  it('waits for what takes its time', async () => {
    const named = ['--notebook-instance-name', 'by-cli'];
    const role = 'arn:aws:iam::000000000000:role/SageMaker';
    await aws('create-notebook-instance', ...named, '--instance-type', 'ml.t3.medium', '--role-arn', role);
    const found = await aws(
      'list-notebook-instances',
      '--name-contains',
      'by-cli',
      '--status-equals',
      'Deleting',
    );
    expect(found).toEqual({ NotebookInstances: [] });
    await aws('wait', 'notebook-instance-in-service', ...named);
    expect(await aws('describe-notebook-instance', ...named)).toMatchObject({
      NotebookInstanceStatus: 'InService',
    });
  });
});
