import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ECRClient } from '@aws-sdk/client-ecr';
import { CreateRoleCommand, GetRolePolicyCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { type CreateTrainingJobRequest, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connection/connection.ts';
import { ConnectionFacts } from '../../src/launch/facts/connectionFacts.ts';
import { readScript } from '../../src/launch/script/readScript.ts';
import { type CheckConnection, checkReachable } from '../../src/launch/facts/checkReachable.ts';
import { isCapacityError } from '../../src/launch/facts/capacity.ts';
import { createRole, planRole, rolePlanText } from '../../src/launch/facts/createRole.ts';
import { imageState } from '../../src/launch/facts/imageState.ts';
import { InstanceTable } from '../../src/launch/facts/instanceTable.ts';
import { roleChoices } from '../../src/launch/facts/roleChoices.ts';
import { lastSpotJobs } from '../../src/launch/facts/spotJobs.ts';
import { startEngine, type TestEngine, until } from './harness.ts';
import { BUCKET, createBucket, createJob, describeJob, jobEnd } from './trainingKit.ts';

const accountId = '000000000000';
const quota = 'ml.g5.2xlarge for training job usage';
let engine: TestEngine;
let iam: IAMClient;
let quotas: ServiceQuotasClient;
let ecr: ECRClient;
const signal = new AbortController().signal;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  await writeFile(join(engine.dataDir, 'quotas.json'), JSON.stringify({ [quota]: 2 }));
  await engine.restart();
  iam = new IAMClient(engine.clientConfig);
  quotas = new ServiceQuotasClient(engine.clientConfig);
  ecr = new ECRClient(engine.clientConfig);
  await createBucket(engine);
});
afterAll(async () => {
  for (const client of [iam, quotas, ecr]) client.destroy();
  await engine.stop();
});

/** The engine as if it were AWS: what is checked there is checked. */
function connection(more: Partial<CheckConnection> = {}): CheckConnection {
  return {
    iam: async () => iam,
    quotas: async () => quotas,
    ecr: async () => ecr,
    s3: async () => engine.s3,
    sagemaker: async () => engine.sagemaker,
    pricing: async () => undefined,
    accountId: async () => accountId,
    region: engine.state.region,
    partition: 'aws',
    billed: true,
    ...more,
  };
}
const table = (failures: unknown[] = []) =>
  new InstanceTable('media/data/instances.json', (error) => failures.push(error));

function request(more: Partial<CreateTrainingJobRequest> = {}): CreateTrainingJobRequest {
  return {
    TrainingJobName: 'facts',
    RoleArn: `arn:aws:iam::${accountId}:role/SageMaker-facts`,
    AlgorithmSpecification: {
      TrainingInputMode: 'File',
      TrainingImage: `${accountId}.dkr.ecr.${engine.state.region}.amazonaws.com/sagemaker-local/python:3`,
    },
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/out` },
    ResourceConfig: { InstanceType: 'ml.g5.2xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    ...more,
  };
}

const parts = (of: InstanceTable) => ({
  table: of,
  ownBucket: `sagemaker-${engine.state.region}-${accountId}`,
});

describe('instances', () => {
  it('have their quotas, and what runs is counted', async () => {
    const files = { 'train.py': 'import time\ntime.sleep(600)\n' };
    await createJob(engine, 'holds-one', { files, ResourceConfig: request().ResourceConfig });
    await until(
      () => describeJob(engine, 'holds-one'),
      ({ SecondaryStatus }) => SecondaryStatus === 'Training',
    );
    const failures: unknown[] = [];
    const facts = table(failures);
    const { rows, notes } = await facts.facts(connection({ billed: false }));
    expect(failures).toEqual([]);
    expect(rows.find(({ instanceType }) => instanceType === 'ml.g5.2xlarge')).toMatchObject({
      quota: 2,
      used: 1,
      available: true,
    });
    expect(rows.every((row) => row.quota !== undefined && row.used !== undefined)).toBe(true);
    expect(notes).toEqual([
      expect.stringContaining('on this machine as a process') as string,
      'What is used was counted from the training job that runs now.',
    ]);

    const two = { ...request().ResourceConfig!, InstanceCount: 2 };
    const answer = await createJob(engine, 'one-too-many', { ResourceConfig: two }).catch(
      (error: unknown) => error,
    );
    expect(isCapacityError(answer)).toBe(true);
    const [problem] = await checkReachable(
      connection({ billed: false }),
      request({ ResourceConfig: two }),
      parts(facts),
      signal,
    );
    expect(problem).toEqual({
      field: 'request',
      path: ['ResourceConfig', 'InstanceType'],
      message: `The quota "${quota}" is 2, of which 1 run now; this job takes 2.`,
      severity: 'warning',
    });
    const three = { ...two, InstanceCount: 3 };
    const [error] = await checkReachable(
      connection({ billed: false }),
      request({ ResourceConfig: three }),
      parts(facts),
      signal,
    );
    expect(error?.severity).toBe('error');
    await engine.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'holds-one' }));
    await jobEnd(engine, 'holds-one');
    expect((await facts.used(connection()))?.byQuota.get(quota)).toBeUndefined();
  });

  it('tell what spot jobs have saved', async () => {
    const files = { 'train.py': 'import time\ntime.sleep(1)\n' };
    const spot = {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
    };
    await createJob(engine, 'on-spot', { files, ...spot });
    await createJob(engine, 'on-demand', { files });
    expect((await jobEnd(engine, 'on-spot')).TrainingJobStatus).toBe('Completed');
    await jobEnd(engine, 'on-demand');
    const jobs = await lastSpotJobs(connection());
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.trainingSeconds).toBeGreaterThan(0);
  });
});

describe('roles', () => {
  it('are made as shown, once for each name, and SageMaker may take them', async () => {
    const plan = await planRole(connection(), request(), 'facts');
    expect(JSON.parse(rolePlanText(plan))).toMatchObject({ RoleName: 'SageMaker-facts' });
    const here = connection({ billed: false });
    expect(await createRole(here, plan, signal)).toBe(`arn:aws:iam::${accountId}:role/SageMaker-facts`);
    expect(await createRole(here, plan, signal)).toBe(`arn:aws:iam::${accountId}:role/SageMaker-facts-2`);
    const stored = await iam.send(
      new GetRolePolicyCommand({ RoleName: 'SageMaker-facts', PolicyName: 'TrainingJob' }),
    );
    expect(JSON.parse(decodeURIComponent(stored.PolicyDocument ?? ''))).toEqual(plan.policy);
  });

  it('are taken back when they cannot get their policy', async () => {
    const plan = await planRole(connection(), request(), 'broken');
    const broken = { ...plan, policy: { ...plan.policy, Statement: [] } };
    await expect(createRole(connection({ billed: false }), broken, signal)).rejects.toThrow();
    const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
    expect(roles.map(({ RoleName }) => RoleName)).not.toContain('SageMaker-broken');
  });

  it('are offered when they trust SageMaker: configured, used before, then the rest', async () => {
    const other = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    await iam.send(
      new CreateRoleCommand({ RoleName: 'machines', AssumeRolePolicyDocument: JSON.stringify(other) }),
    );
    const arn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
    const question = { defaultRole: arn('company/Configured'), recent: [arn('SageMaker-facts-2')] };
    const choices = await roleChoices(connection(), question);
    expect(choices.map(({ value }) => value)).toEqual([
      question.defaultRole,
      arn('SageMaker-facts-2'),
      arn('SageMaker-facts'),
    ]);
    expect(choices[0]).toMatchObject({ label: 'Configured', detail: 'from config.yaml' });
    expect(choices[1]?.detail).toMatch(/^used before · .*on conditions of aws:SourceAccount/);
    expect((await roleChoices(connection({ billed: false }), {}))[0]?.value).toBe(arn('SageMakerLocal'));
  });

  it('are those that are known without asking, and it says so, where listing is not allowed', async () => {
    const refusal = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const refusing = { send: () => Promise.reject(refusal) } as unknown as IAMClient;
    const choices = await roleChoices(connection({ iam: async () => refusing }), {
      recent: ['arn:aws:iam::1:role/mine'],
    });
    expect(choices).toEqual([
      {
        value: 'arn:aws:iam::1:role/mine',
        label: 'mine',
        detail: 'used before · other roles are not shown: iam:ListRoles is not allowed on this connection',
      },
    ]);
    const [problem] = await checkReachable(
      connection({ iam: async () => refusing }),
      request(),
      parts(table()),
      signal,
    );
    expect(problem).toMatchObject({
      path: ['RoleArn'],
      severity: 'warning',
      message: expect.stringMatching(/^Not checked/) as string,
    });
  });
});

describe('what a launch’s draft asks', () => {
  it('is answered', async () => {
    const facts = new ConnectionFacts({
      connection: { ...connection({ billed: false }), key: 'this-machine' } as unknown as Connection,
      table: table(),
      imagesFile: 'media/data/images.json',
      instancesFile: 'media/data/instances.json',
      defaults: undefined,
      recent: () => ({ images: [], roles: [] }),
    });
    const spec = {
      sourceFolder: 'media/samples/penguins',
      script: 'train.py',
      hyperparameters: {},
      channels: [],
      request: { ResourceConfig: request().ResourceConfig },
      fallbackInstanceTypes: [],
    };
    const images = await facts.images(spec, readScript('import torch\n', 'train.py'), signal);
    expect(images[0]?.label).toBe('This machine’s Python');
    expect(images[1]).toMatchObject({ detail: expect.stringMatching(/for GPUs/) as string });
    expect((await facts.instances(['ml.g5.2xlarge'], signal)).rows).toHaveLength(1);
    expect((await facts.roles(signal)).length).toBeGreaterThan(0);
    expect(await facts.spotJobs(signal)).toEqual([]);
    expect(await facts.problems(request(), signal)).toEqual([]);
  });
});

describe('what a launch reaches', () => {
  it('is all there', async () => {
    expect(await checkReachable(connection(), request(), parts(table()), signal)).toEqual([]);
  });

  it('is not there, each at its field', async () => {
    const role = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
    const uri = `${accountId}.dkr.ecr.${engine.state.region}.amazonaws.com/nobody/has:this`;
    const broken = request({
      RoleArn: role('nobody'),
      OutputDataConfig: { S3OutputPath: 's3://nobody-has-this-bucket/out' },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://nor-this/x' } },
        },
      ],
      AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: uri },
      ResourceConfig: { InstanceType: 'ml.g5.2xlarge', InstanceCount: 5, VolumeSizeInGB: 30 },
    });
    const problems = await checkReachable(connection(), broken, parts(table()), signal);
    expect(problems.map(({ field, path, severity }) => [field, path.join('.'), severity])).toEqual([
      ['request', 'RoleArn', 'error'],
      ['channel', 'train', 'error'],
      ['request', 'OutputDataConfig.S3OutputPath', 'error'],
      ['request', 'AlgorithmSpecification.TrainingImage', 'error'],
      ['request', 'ResourceConfig.InstanceType', 'error'],
    ]);
    expect(
      await checkReachable(connection(), request({ RoleArn: role('machines') }), parts(table()), signal),
    ).toMatchObject([{ path: ['RoleArn'], message: expect.stringMatching(/does not trust/) as string }]);
    // SageMaker's default bucket is made by the launch itself.
    const own = `s3://sagemaker-${engine.state.region}-${accountId}/out`;
    expect(
      await checkReachable(
        connection(),
        request({ OutputDataConfig: { S3OutputPath: own } }),
        parts(table()),
        signal,
      ),
    ).toEqual([]);
  });

  it('takes images that are in ECR', async () => {
    const base = `${accountId}.dkr.ecr.${engine.state.region}.amazonaws.com/`;
    expect(await imageState(connection(), `${base}sagemaker-local/python:3`)).toEqual({ kind: 'there' });
    expect(await imageState(connection(), `${base}sagemaker-local/python:4`)).toMatchObject({
      kind: 'missing',
    });
    expect(await imageState(connection(), 'public.ecr.aws/x/y:1')).toMatchObject({ kind: 'notChecked' });
  });
});

it('has boto3 find the role that was made, as IAM would show it', async ({ skip }) => {
  const run = promisify(execFile);
  const program =
    "import boto3,json;print(json.dumps(boto3.client('iam').get_role(RoleName='SageMaker-facts')['Role']['AssumeRolePolicyDocument']))";
  const has = await run('python3', ['-c', 'import boto3']).then(
    () => true,
    () => false,
  );
  if (!has) skip('boto3 is not installed');
  const { stdout } = await run('python3', ['-c', program], { env: engine.clientEnvironment });
  expect(JSON.parse(stdout)).toEqual((await planRole(connection(), request(), 'facts')).trust);
});
