import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import { costText } from '../../../src/catalog/prices/cost.ts';
import { Prices } from '../../../src/catalog/prices/prices.ts';
import { idleText, lastInvocations } from '../../../src/catalog/running/idle.ts';
import { type Connection } from '../../../src/connection/connection.ts';
import { RunningModel } from '../../../src/explorer/running/runningModel.ts';
import { PriceListServer, product } from '../../unit/catalog/prices/priceListServer.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { HostingFixture, tarGz } from '../hostingFixture.ts';

const files = {
  'code/inference.py':
    'def model_fn(model_dir): return 2\ndef predict_fn(data, model): return data * model\n',
};
const signal = new AbortController().signal;
const all = () => true;

let engine: TestEngine;
let hosting: HostingFixture;
let cloudwatch: CloudWatchClient;
let folder: string;
/** The operations that SageMaker was asked for, in order. */
const asked: string[] = [];

/** The parts of a connection that "Running now" uses. */
function connection(more: Partial<Connection> = {}): Connection {
  return {
    sagemaker: async () => engine.sagemaker,
    cloudwatch: async () => cloudwatch,
    pricing: async () => undefined,
    region: engine.state.region,
    billed: false,
    ...more,
  } as Connection;
}

const noPrices = () => new Prices(folder, 'media/data/instances.json', () => undefined);

async function train(name: string): Promise<void> {
  const sources = await tarGz({ 'sleep.py': 'import time\ntime.sleep(600)\n' });
  await engine.s3.send(new PutObjectCommand({ Bucket: 'models', Key: 'sleep.tar.gz', Body: sources }));
  await engine.sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: 'arn:aws:iam::000000000000:role/test',
      AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://models/output' },
      ResourceConfig: { InstanceType: 'ml.g5.2xlarge', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      HyperParameters: {
        sagemaker_program: '"sleep.py"',
        sagemaker_submit_directory: '"s3://models/sleep.tar.gz"',
      },
    }),
  );
  await until(
    async () =>
      (await engine.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name })))
        .SecondaryStatus,
    (status) => status === 'Training',
  );
}

beforeAll(async () => {
  engine = await startEngine();
  cloudwatch = new CloudWatchClient(engine.clientConfig);
  folder = await mkdtemp(join(tmpdir(), 'running-'));
  hosting = new HostingFixture(engine);
  await hosting.bucket();
  await hosting.model('double', files);
  await hosting.config('double', { AllTraffic: 'double' });
  engine.sagemaker.middlewareStack.add(
    (next, context) => (args) => {
      asked.push(context.commandName ?? '');
      return next(args);
    },
    { step: 'initialize' },
  );
});

afterAll(async () => {
  cloudwatch.destroy();
  await engine.stop();
  await rm(folder, { recursive: true });
});

describe('what is running', () => {
  it('is nothing at first, and every kind answers', async () => {
    const now = await new RunningModel(connection(), noPrices()).look(all, true, signal);
    expect(now.refusals.map(({ kind, error }) => `${kind.id}: ${String(error)}`)).toEqual([]);
    expect(now.rows).toEqual([]);
  });

  it('shows jobs and endpoints, describes each once, and forgets what has ended', async () => {
    await hosting.endpoint('served', 'double');
    await train('sleeper');
    const model = new RunningModel(connection(), noPrices());
    const { rows, total } = await model.look(all, true, signal);
    expect(rows.map(({ resource }) => resource.name).sort()).toEqual(['served', 'sleeper']);
    expect(total.free).toBe(true);
    const job = rows.find(({ resource }) => resource.name === 'sleeper')!;
    expect(job.usage).toEqual([{ instanceType: 'ml.g5.2xlarge', count: 1, use: 'training' }]);
    expect(job.since).toBeInstanceOf(Date);
    expect(model.busyKinds().map(({ id }) => id)).toEqual(['trainingJob']);

    asked.length = 0;
    await model.look(({ id }) => id === 'trainingJob', false, signal);
    expect(asked).toEqual(['ListTrainingJobsCommand', 'ListTrainingJobsCommand']);

    await kindOf('trainingJob').stop?.(connection(), job.resource);
    const left = await until(
      () => model.look(all, false, signal),
      (now) => now.rows.length === 1,
    );
    expect(left.rows[0]?.resource.name).toBe('served');
  });

  it('says what it costs where it is billed, the dearest first', async () => {
    const server = new PriceListServer();
    const pricing = await server.start();
    try {
      await train('dear');
      server.answer = () => ({
        body: {
          PriceList: [product('X-Train:ml.g5.2xlarge', '1.515'), product('X-Host:ml.m5.large', '0.115')],
        },
      });
      const there = connection({ billed: true, pricing: async () => pricing, region: 'eu-west-1' });
      const { rows, total } = await new RunningModel(there, noPrices()).look(all, true, signal);
      expect(rows.map(({ resource, cost }) => `${resource.name} ${costText(cost)}`)).toEqual([
        'dear $1.52/h',
        'served $0.12/h',
      ]);
      expect(total.usd).toBeCloseTo(1.63);
      await kindOf('trainingJob').stop?.(there, rows[0]!.resource);
    } finally {
      server.stop();
    }
  });

  it('keeps on telling the rest when one kind refuses', async () => {
    const refusing = { ...kindOf('trainingJob'), list: () => Promise.reject(new Error('not for you')) };
    const model = new RunningModel(connection(), noPrices(), [refusing, kindOf('endpoint')]);
    const { rows, refusals } = await model.look(all, true, signal);
    expect(rows.map(({ resource }) => resource.name)).toEqual(['served']);
    expect(refusals).toMatchObject([{ kind: { id: 'trainingJob' }, error: { message: 'not for you' } }]);
  });
});

describe('idle endpoints', () => {
  const hour = 60 * 60 * 1000;
  const later = (hours: number) => new Date(Date.now() + hours * hour);

  it('are told from CloudWatch by their invocations', async () => {
    const quiet = await hosting.endpoint('quiet', 'double');
    const used = await hosting.endpoint('used', 'double');
    await hosting.invoke('used', '21');
    const endpoints = [quiet, used].map(({ EndpointArn: arn = '', EndpointName: name = '' }) => ({
      arn,
      name,
      variants: ['AllTraffic'],
    }));
    const last = await until(
      () => lastInvocations(cloudwatch, endpoints, later(3)),
      (answer) => answer.get(used.EndpointArn!) !== undefined,
    );
    expect(last.get(quiet.EndpointArn!)).toBeUndefined();
    const invoked = last.get(used.EndpointArn!)!;
    expect(Math.abs(invoked.getTime() - Date.now())).toBeLessThan(10 * 60 * 1000);
    expect(idleText(used.CreationTime!, invoked, later(0.5))).toBeUndefined();
    expect(idleText(used.CreationTime!, invoked, later(3))).toMatch(/^idle for 2 h/);
    expect(idleText(quiet.CreationTime!, undefined, later(3))).toMatch(/^idle for (3 h|2 h 59 min)/);
  });
});
