import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  DescribeTrainingJobCommand,
  ListModelsCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connection/connection.ts';
import { thisMachine } from '../../src/connection/place.ts';
import { answerText } from '../../src/inference/answer.ts';
import { invokeEndpoint } from '../../src/inference/invokeEndpoint.ts';
import { bundleHas } from '../../src/launch/bundle/archiveContents.ts';
import { deployModel, EndpointFailed } from '../../src/launch/deployModel.ts';
import { type DeploySpec, hostingEnvironment, trainedModel } from '../../src/launch/deploySpec.ts';
import { localImage, localRole } from '../../src/launch/localImage.ts';
import { guessMetricDefinitions } from '../../src/launch/script/metricDefinitions.ts';
import { launch, type LaunchSteps } from '../../src/launch/startTraining.ts';
import { LaunchStore } from '../../src/launch/uploads/launchStore.ts';
import { type LaunchSpec } from '../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../src/launch/spec/newSpec.ts';
import { runTail } from '../../src/logs/tail.ts';
import { startEngine, type TestEngine } from './harness.ts';

const accountId = '000000000000';
let engine: TestEngine;
let connection: Connection;
let folder: string;

beforeAll(async () => {
  engine = await startEngine();
  connection = connectionTo(engine);
  folder = await mkdtemp(join(tmpdir(), 'main-job-'));
  await cp('media/samples/penguins', folder, { recursive: true });
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the main job, by the extension’s own parts', () => {
  it('trains, tails, deploys and invokes', async () => {
    const spec = await specOf('penguins-1', 'train.py', { epochs: 5 });
    await launch(connection, spec, quiet());
    const tail = await tailOf('trainingJob', spec.jobName);
    expect(tail.state?.status, tail.lines.join('\n')).toBe('Completed');
    const epochs = tail.lines.filter((line) => line.startsWith('epoch='));
    expect(epochs).toHaveLength(5);
    expect(new Set(epochs).size).toBe(5);
    expect(tail.lines.join('\n')).toMatch(
      /● Completed\n(?:.*\n)*Model +s3:.*model\.tar\.gz\nMetrics +train_loss +[0-9.]+ +train_accuracy +[0-9.]+/,
    );

    const job = await engine.sagemaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName: spec.jobName }),
    );
    const model = trainedModel(job);
    const sourceUri = model.sourceUri ?? '';
    expect(await bundleHas(connection, sourceUri, 'inference.py', signal())).toBe(true);
    expect(await bundleHas(connection, sourceUri, 'nothing.py', signal())).toBe(false);
    const endpoint: DeploySpec = {
      ...model,
      endpointName: 'penguins-e',
      instanceType: 'ml.m5.large',
      instanceCount: 1,
      environment: hostingEnvironment('inference.py', sourceUri),
    };
    await deployModel(connection, endpoint, quiet());
    const payload = await readFile('media/samples/penguins/payloads/adelie.json');
    const ask = { endpointName: 'penguins-e', contentType: 'application/json' };
    const answer = await invokeEndpoint(connection, { ...ask, payload }, signal());
    expect(answer).toMatchObject({
      statusCode: 200,
      variant: 'AllTraffic',
      contentType: 'application/json',
      failed: false,
    });
    expect(answerText(answer)?.text).toMatch(/Adelie|Gentoo|Chinstrap/);

    const refused = await invokeEndpoint(connection, { ...ask, payload: Buffer.from('{"no": 1}') }, signal());
    expect(refused.failed).toBe(true);
    expect(refused.statusCode).toBeGreaterThanOrEqual(400);
    expect(answerText(refused)?.text).not.toBe('');
  });

  it('goes on tailing where it was when the engine is killed and comes back', async () => {
    const spec = await specOf('killed-1', 'train.py', { epochs: 20, 'epoch-seconds': 0.15 });
    await launch(connection, spec, quiet());
    const tail = tailOf('trainingJob', spec.jobName);
    await new Promise((wake) => setTimeout(wake, 1500));
    await engine.restart();
    const { state, lines } = await tail;
    expect(state?.status, lines.join('\n')).toBe('Completed');
    const epochs = lines
      .filter((line) => line.startsWith('epoch='))
      .map((line) => /^epoch=(\d+)/.exec(line)?.[1]);
    expect(epochs).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 1}`));
  });

  it('shows where a script failed', async () => {
    await writeFile(
      join(folder, 'raises.py'),
      'print("begin")\n\ndef f():\n    raise ValueError("no rows")\n\nf()\n',
    );
    await writeFile(join(folder, 'syntax.py'), 'print("x"\n');
    for (const [script, line, error] of [
      ['raises.py', 4, 'ValueError: no rows'],
      ['syntax.py', 1, 'SyntaxError'],
    ] as const) {
      const spec = await specOf(script.replace('.py', '-1'), script, {});
      await launch(connection, spec, quiet());
      const { state, traceback, lines } = await tailOf('trainingJob', spec.jobName);
      expect(state?.end, lines.join('\n')).toMatchObject({ outcome: 'failed' });
      expect(state?.end?.reason).toContain(error);
      expect(traceback?.error).toContain(error);
      expect(traceback?.frames.at(-1)).toMatchObject({ line });
      expect(traceback?.frames.at(-1)?.file).toContain(`opt/ml/code/${script}`);
    }
  });

  it('leaves nothing behind when a launch is cancelled', async () => {
    await writeFile(join(folder, 'data', 'more.csv'), 'never sent before');
    await writeFile(join(folder, 'more.py'), 'never_sent_before = 1');
    const before = await allKeys();
    const cancelled = await specOf('cancelled-1', 'train.py', {});
    const controller = new AbortController();
    const report = (step: string): void => {
      if (step.startsWith('sending data')) controller.abort();
    };
    const steps = { ...quiet(controller.signal), report };
    await expect(launch(connection, cancelled, steps)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await allKeys()).toEqual(before);
    const { TrainingJobSummaries } = await engine.sagemaker.send(
      new ListTrainingJobsCommand({ NameContains: 'cancelled' }),
    );
    expect(TrainingJobSummaries).toEqual([]);
  });

  it('says why an endpoint failed, and takes back what a refused deployment made', async () => {
    const endpoint: DeploySpec = {
      jobName: 'none',
      endpointName: 'broken-e',
      modelDataUrl: 's3://nowhere/model.tar.gz',
      image: localImage,
      roleArn: localRole(accountId),
      instanceType: 'ml.m5.large',
      instanceCount: 1,
      environment: {},
    };
    const failure: unknown = await deployModel(connection, endpoint, quiet()).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Error);
    if (failure instanceof EndpointFailed) expect(failure.message).not.toBe('');
    const wrong = { ...endpoint, endpointName: 'refused-e', instanceType: 'ml.none' };
    await expect(deployModel(connection, wrong, quiet())).rejects.toThrow();
    const { Models } = await engine.sagemaker.send(new ListModelsCommand({ NameContains: 'refused-e' }));
    expect(Models).toEqual([]);
  });
});

async function specOf(
  jobName: string,
  script: string,
  hyperparameters: LaunchSpec['hyperparameters'],
): Promise<LaunchSpec & { readonly jobName: string }> {
  const { request, ...spec } = newSpec(folder, script);
  return {
    ...spec,
    jobName,
    hyperparameters,
    channels: [{ name: 'train', source: { path: join(folder, 'data') } }],
    request: {
      ...request,
      TrainingJobName: jobName,
      RoleArn: localRole(accountId),
      AlgorithmSpecification: {
        TrainingImage: localImage,
        TrainingInputMode: 'File',
        MetricDefinitions: [...guessMetricDefinitions(await readFile(join(folder, script), 'utf8'))],
      },
      ResourceConfig: { ...request.ResourceConfig, InstanceType: 'ml.m5.large' },
    },
  };
}

function tailOf(kind: 'trainingJob', name: string) {
  return runTail(connection, { kind, name }, () => undefined, AbortSignal.timeout(40_000));
}

async function allKeys(): Promise<unknown[]> {
  const { Contents = [] } = await engine.s3.send(
    new ListObjectsV2Command({ Bucket: `sagemaker-${connection.region}-${accountId}` }),
  );
  return Contents.map(({ Key }) => Key);
}

const store = new LaunchStore(undefined);

function quiet(aborting = signal()): LaunchSteps {
  return { report: () => undefined, signal: aborting, store, confirm: () => Promise.resolve(true) };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

/** A client that the main job has no use for. */
function notAsked(): Promise<never> {
  return Promise.reject(new Error('The main job asks for SageMaker, logs, S3 and STS only.'));
}

/** A restarted engine has other clients: they are asked for each time. */
function connectionTo(engine: TestEngine): Connection {
  return {
    place: thisMachine,
    key: 'this-machine',
    label: 'this machine',
    partition: 'aws',
    region: engine.state.region,
    billed: false,
    accountId: () => Promise.resolve(accountId),
    environment: () => Promise.resolve({}),
    sagemaker: () => Promise.resolve(engine.sagemaker),
    runtime: () => Promise.resolve(engine.runtime),
    logs: () => Promise.resolve(engine.logs),
    s3: () => Promise.resolve(engine.s3),
    sts: () => Promise.resolve(engine.sts),
    identity: () => Promise.resolve({ account: accountId, arn: `arn:aws:iam::${accountId}:root` }),
    cloudwatch: notAsked,
    iam: notAsked,
    quotas: notAsked,
    ecr: notAsked,
    pricing: () => Promise.resolve(undefined),
  };
}
