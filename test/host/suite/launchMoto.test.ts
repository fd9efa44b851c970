import * as assert from 'node:assert/strict';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { ExtensionApi } from '../../../src/api.ts';
import { endpointPlace, type EndpointKeys } from '../../../src/connection/place.ts';
import { connectHere, engineClient, startProxy } from './explorerKit.ts';
import { newLaunches, set, shows } from './launchKit.ts';
import { fileInSample } from './mainJob.ts';
import { sayNoWitness, startMoto } from './moto.ts';
import { api } from './support.ts';

const jobName = 'equal-requests';
const understood = [
  'HyperParameters',
  'InputDataConfig',
  'OutputDataConfig',
  'ResourceConfig',
  'RoleArn',
  'StoppingCondition',
] as const;

/** What one place got: the request as it came in, what it says of the job, and the files of the launch. */
interface Received {
  readonly shown: unknown;
  readonly request: CreateTrainingJobRequest;
  readonly described: Readonly<Record<string, unknown>>;
  readonly objects: readonly string[];
}

describe('The same launch, here and on another emulator', () => {
  let parts: ExtensionApi;
  let moto: Awaited<ReturnType<typeof startMoto>>;

  before(async function () {
    parts = await api();
    // The account is part of names and ARNs; the local engine's is this one.
    moto = await startMoto({ MOTO_ACCOUNT_ID: '000000000000' });
    if (moto) return;
    sayNoWitness('moto_server');
    this.skip();
  });
  after(async () => {
    if (moto) await connectHere(parts);
    moto?.process.kill();
  });

  it('is the same request, and the same files', async () => {
    assert.ok(moto);
    const { endpoint } = await engineClient(parts);
    const here = await launchedAt(endpoint, { from: 'environment' });
    const there = await launchedAt(moto.url, { from: 'test' });
    for (const { shown, request } of [here, there]) assert.deepEqual(request, shown);
    assert.deepEqual(comparable(there.request), comparable(here.request));
    assert.equal(here.request.ResourceConfig?.InstanceType, 'ml.g5.2xlarge');
    assert.equal(here.request.HyperParameters?.['epochs'], '3');
    assert.deepEqual(
      here.request.InputDataConfig?.map(({ ChannelName }) => ChannelName),
      ['train', 'validation'],
    );
    assert.ok(here.objects.length >= 2, here.objects.join('\n'));
    assert.deepEqual(there.objects, here.objects);
    // What an engine of other people's understood is what was meant. It makes up metric definitions of its own.
    for (const name of understood) assert.deepEqual(there.described[name], here.request[name], name);
  });

  async function launchedAt(target: string, keys: EndpointKeys): Promise<Received> {
    const proxy = await startProxy(target);
    const launches = await newLaunches();
    try {
      await parts.connections.switchTo(endpointPlace(proxy.url, 'us-east-1', keys));
      const connection = await parts.connections.connect();
      const page = await launches.open(fileInSample('train.py'));
      await set(page, ['TrainingJobName'], jobName);
      await set(page, ['ResourceConfig', 'InstanceType'], 'ml.g5.2xlarge');
      await set(page, ['Environment'], { NCCL_DEBUG: 'INFO' });
      await page.edit({ type: 'hyperparameter', name: 'epochs', value: '3' });
      await page.edit({ type: 'hyperparameter', name: 'epoch-seconds', value: '0' });
      const data = fileInSample('data').fsPath;
      await page.edit({ type: 'channel', index: 1, value: { name: 'validation', location: data } });
      const shown = await shows(page, 'the whole request', ({ requestText }) =>
        requestText.includes('"validation"') && !requestText.includes('…')
          ? (JSON.parse(requestText) as unknown)
          : undefined,
      );
      const launched = await page.launch(undefined);
      assert.equal(launched?.jobName, jobName);
      const sent = proxy.asked.filter(({ operation }) => operation === 'CreateTrainingJob');
      assert.equal(sent.length, 1);
      const request = JSON.parse(sent[0]?.input ?? '') as CreateTrainingJobRequest;
      const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
      const client = await connection.sagemaker();
      const described = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: jobName }));
      return {
        shown,
        request,
        described: JSON.parse(JSON.stringify(described)) as Record<string, unknown>,
        objects: await objectsOf(request),
      };
    } finally {
      launches.dispose();
      await proxy.close();
    }
  }

  /** Key, size and checksum of what is in the launch's bucket, but what the job itself has written. */
  async function objectsOf(request: CreateTrainingJobRequest): Promise<string[]> {
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    const { hostname: Bucket } = new URL(request.OutputDataConfig?.S3OutputPath ?? '');
    const client = await (await parts.connections.connect()).s3();
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    const uris = JSON.stringify(request);
    return Contents.filter(({ Key = '' }) =>
      uris.includes(Key.includes('/sourcedir') ? Key : Key.slice(0, Key.lastIndexOf('/'))),
    )
      .map(({ Key, Size, ETag }) => `${Key} ${Size} ${ETag}`)
      .sort();
  }
});

/** Without who launched it: another name at each place, and no part of what was asked for. */
function comparable({ Tags: _tags, ...request }: CreateTrainingJobRequest) {
  return request;
}
