import {
  CreateBucketCommand,
  S3Client,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  GetObjectCommand,
} from '@aws-sdk/client-s3';
import {
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connection/connection.ts';
import { fallBack } from '../../src/launch/createJob.ts';
import { localImage, localRole } from '../../src/launch/localImage.ts';
import type { LaunchQuestion } from '../../src/launch/launchQuestions.ts';
import { createTrainingJobRequest } from '../../src/launch/spec/createTrainingJobRequest.ts';
import { plainJson } from '../../src/launch/spec/json.ts';
import type { LaunchSpec } from '../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../src/launch/spec/newSpec.ts';
import { launch, type LaunchSteps } from '../../src/launch/startTraining.ts';
import { bucketFacts } from '../../src/launch/uploads/bucket.ts';
import { bucketProblems } from '../../src/launch/uploads/bucketProblems.ts';
import { LaunchStore } from '../../src/launch/uploads/launchStore.ts';
import { planUploads } from '../../src/launch/uploads/planUploads.ts';
import { abortUploadsOf } from '../../src/launch/uploads/tidyUp.ts';
import { countBundle, UploadFacts } from '../../src/launch/uploads/uploadFacts.ts';
import { explain } from '../../src/platform/explain.ts';
import { type Fault, FaultProxy } from './faultProxy.ts';
import { startEngine, type TestEngine } from './harness.ts';

const account = '000000000000';
const megabyte = 2 ** 20;
let engine: TestEngine;
let proxy: FaultProxy;
let connection: Connection;
let bucket: string;
/** Of one test. */
let folder: string;
let store: LaunchStore;
let count = 0;

beforeAll(async () => {
  engine = await startEngine();
  proxy = new FaultProxy(engine.state.endpoint);
  const config = { ...engine.clientConfig, endpoint: await proxy.start(), maxAttempts: 2 };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const sagemaker = new SageMakerClient(config);
  const { region } = engine.state;
  bucket = `sagemaker-${region}-${account}`;
  const parts: Pick<Connection, 'key' | 'region' | 'billed' | 'accountId' | 's3' | 'sagemaker'> = {
    key: 'this-machine',
    region,
    billed: false,
    accountId: () => Promise.resolve(account),
    s3: () => Promise.resolve(s3),
    sagemaker: () => Promise.resolve(sagemaker),
  };
  connection = parts as Connection;
});
afterAll(async () => {
  proxy.stop();
  await engine.stop();
});
beforeEach(async () => {
  proxy.fault = () => undefined;
  proxy.dropAnswer = () => false;
  proxy.seen.length = 0;
  count += 1;
  folder = await mkdtemp(join(tmpdir(), 'launch-'));
  store = new LaunchStore(join(folder, 'store'));
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'src', 'train.py'), `print(${count})\n`);
  for (const name of ['a.csv', 'b.csv', 'c.csv', 'd.csv'])
    await writeFile(join(folder, 'data', name), randomBytes(1000));
  return () => rm(folder, { recursive: true, force: true });
});

describe('a launch', () => {
  it('sends the request that was shown, and what is in S3 already not again', async () => {
    const spec = specOf();
    const plan = await planUploads(connection, spec, { store, signal: signal() });
    const shown = createTrainingJobRequest(spec, plan.places, `shown-${count}`);
    const first = await launch(connection, spec, { ...steps(), jobName: `shown-${count}`, shown });
    expect(first.request).toEqual(shown);
    const job = await engine.sagemaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName: first.jobName }),
    );
    expect(plainJson(job)).toMatchObject(shown);
    expect(first.sentBytes).toBeGreaterThan(4000);
    proxy.seen.length = 0;
    const second = await launch(connection, spec, steps());
    expect(second.sentBytes).toBe(0);
    expect(proxy.sent()).toBe(0);
    expect(second.jobName).not.toBe(first.jobName);
  });

  it('is not sent when the source has changed since the request was shown', async () => {
    const spec = specOf();
    const { places } = await planUploads(connection, spec, { store, signal: signal() });
    const shown = createTrainingJobRequest(spec, places, 'old');
    await writeFile(join(folder, 'src', 'train.py'), 'print("new")\n');
    await expect(launch(connection, spec, { ...steps(), jobName: 'old', shown })).rejects.toMatchObject({
      reason: 'changed-meanwhile',
    });
  });

  it('says what a network drop has interrupted, and sends the rest the next time', async () => {
    const spec = specOf();
    let puts = 0;
    let gone = false;
    proxy.fault = ({ method, url }) => {
      if (method === 'PUT' && url.includes('/data/')) puts += 1;
      gone ||= puts > 3;
      return gone ? 'drop' : undefined;
    };
    await expect(launch(connection, spec, steps())).rejects.toMatchObject({
      reason: 'not-reachable',
      advice: expect.stringContaining('not sent again') as string,
    });
    const there = (await keys()).length;
    proxy.fault = () => undefined;
    proxy.seen.length = 0;
    const { sentBytes } = await launch(connection, spec, steps());
    expect(sentBytes).toBe(1000);
    expect(proxy.sent()).toBe(1000);
    expect(await keys()).toHaveLength(there + 1);
  });

  it('goes on with a large file where the connection dropped, also from another window', async () => {
    await writeFile(join(folder, 'data', 'big.bin'), randomBytes(85 * megabyte));
    const spec = specOf();
    let gone = false;
    proxy.fault = ({ url }) => {
      gone ||= url.includes('partNumber=10');
      return gone ? 'drop' : undefined;
    };
    await expect(launch(connection, spec, steps())).rejects.toMatchObject({ reason: 'not-reachable' });
    proxy.fault = () => undefined;
    proxy.seen.length = 0;
    const other = new LaunchStore(join(folder, 'store'));
    const { sentBytes, plan } = await launch(connection, spec, { ...steps(), store: other });
    expect(sentBytes).toBeLessThan(45 * megabyte);
    expect(await uploadsLeft()).toEqual([]);
    const big = plan.channels[0]!;
    const { Body } = await engine.s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: `${big.prefix}big.bin` }),
    );
    expect((await Body!.transformToByteArray()).length).toBe(85 * megabyte);
  });

  it('aborts a multipart upload that fails for another reason', async () => {
    await writeFile(join(folder, 'data', 'big.bin'), randomBytes(20 * megabyte));
    proxy.fault = ({ url }) =>
      url.includes('partNumber=2') ? { status: 403, code: 'AccessDenied' } : undefined;
    await expect(launch(connection, specOf(), steps())).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await uploadsLeft()).toEqual([]);
  });

  it('tells once that credentials have expired, and goes on after a new sign-in', async () => {
    await writeFile(join(folder, 'data', 'big.bin'), randomBytes(60 * megabyte));
    const spec = specOf();
    let expired = false;
    proxy.fault = ({ url }) => {
      // Four are on their way at once: when the sixth is, two at least have arrived.
      expired ||= url.includes('partNumber=6');
      return expired ? { status: 400, code: 'ExpiredToken' } : undefined;
    };
    await expect(launch(connection, spec, steps())).rejects.toMatchObject({ reason: 'signed-out' });
    proxy.fault = () => undefined;
    const { sentBytes } = await launch(connection, spec, steps());
    expect(sentBytes).toBeLessThan(60 * megabyte);
    expect(await uploadsLeft()).toEqual([]);
  });

  it.each<[what: string, fault: Fault, reason: string]>([
    ['the connection drops', 'drop', 'not-reachable'],
    ['S3 asks to slow down', { status: 503, code: 'SlowDown' }, 'throttled'],
    ['S3 fails', { status: 500, code: 'InternalError' }, 'unexpected'],
  ])('keeps what has arrived when %s for one part, and then for what is there', async (_, fault, reason) => {
    await writeFile(join(folder, 'data', 'big.bin'), randomBytes(26 * megabyte));
    const failed = () => launch(connection, specOf(), steps()).then(() => 'sent', explain);
    // The others are on their way, and arrive.
    proxy.fault = ({ url }) => (url.includes('partNumber=4') ? fault : undefined);
    expect(await failed()).toMatchObject({ reason });
    expect(await uploadsLeft()).toHaveLength(1);
    proxy.fault = ({ url }) => (url.includes('ListParts') ? fault : undefined);
    expect(await failed()).toMatchObject({ reason });
    proxy.fault = () => undefined;
    const { sentBytes } = await launch(connection, specOf(), steps());
    expect(sentBytes).toBeLessThan(3 * megabyte);
    expect(await uploadsLeft()).toEqual([]);
  });

  it('takes back what a launch had begun to send, when that is discarded', async () => {
    await writeFile(join(folder, 'data', 'big.bin'), randomBytes(20 * megabyte));
    proxy.fault = ({ url }) => (url.includes('partNumber=3') ? 'drop' : undefined);
    await expect(launch(connection, specOf(), { ...steps(), id: 'this' })).rejects.toMatchObject({
      reason: 'not-reachable',
    });
    const next = new LaunchStore(join(folder, 'store'));
    const discard = async (id: string) =>
      abortUploadsOf(await connection.s3(), connection.key, next.pending, id);
    await discard('another');
    expect(await uploadsLeft()).toHaveLength(1);
    proxy.fault = ({ method }) => (method === 'DELETE' ? 'drop' : undefined);
    await expect(discard('this')).rejects.toThrow();
    proxy.fault = () => undefined;
    await discard('this');
    expect(await uploadsLeft()).toEqual([]);
    expect(await next.pending.left(connection.key)).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled, but what was there before', async () => {
    await launch(connection, { ...specOf(), channels: [] }, steps());
    const before = await keys();
    await writeFile(join(folder, 'data', 'big.bin'), randomBytes(40 * megabyte));
    const controller = new AbortController();
    proxy.fault = ({ url }) => {
      if (url.includes('partNumber=3')) controller.abort();
      return undefined;
    };
    await expect(
      launch(connection, specOf(), { ...steps(), signal: controller.signal }),
    ).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await keys()).toEqual(before);
    expect(await uploadsLeft()).toEqual([]);
  });

  it('does not take away what another launch at the same time needs', async () => {
    const controller = new AbortController();
    const cancelled = launch(connection, specOf(), {
      ...steps(),
      signal: controller.signal,
      report: (step) => {
        if (step.startsWith('creating')) controller.abort();
      },
    });
    const [one, other] = await Promise.allSettled([launch(connection, specOf(), steps()), cancelled]);
    expect(one.status).toBe('fulfilled');
    if (one.status !== 'fulfilled') return;
    const all = await keys();
    for (const { prefix, files } of one.value.plan.channels)
      for (const { name } of files) expect(all).toContain(prefix + name);
    // Created before it was cancelled, it is a job; else nothing came of it.
    if (other.status === 'rejected') expect(other.reason).toMatchObject({ name: 'AbortError' });
  });

  it('gives two launches at once two names', async () => {
    const both = await Promise.all([
      launch(connection, specOf(), { ...steps(), jobName: `twin-${count}` }),
      launch(connection, specOf(), { ...steps(), jobName: `twin-${count}` }),
    ]);
    expect(both.map(({ jobName }) => jobName).sort()).toEqual([`twin-${count}`, `twin-${count}-2`]);
    const fixed = withRequest({ TrainingJobName: `twin-${count}` });
    await expect(launch(connection, fixed, steps())).rejects.toMatchObject({ reason: 'already-exists' });
  });

  it('does not create a second job when the answer to the first request was lost', async () => {
    let dropped = false;
    proxy.dropAnswer = ({ target }) => {
      if (target !== 'CreateTrainingJob' || dropped) return false;
      dropped = true;
      return true;
    };
    const { jobName } = await launch(connection, specOf(), { ...steps(), jobName: `lost-${count}` });
    expect(jobName).toBe(`lost-${count}`);
    const { TrainingJobSummaries } = await engine.sagemaker.send(
      new ListTrainingJobsCommand({ NameContains: `lost-${count}` }),
    );
    expect(TrainingJobSummaries).toHaveLength(1);
  });

  it('tries the fallback types in their order when there is no capacity or quota', async () => {
    let asked = 0;
    proxy.fault = ({ target }) => {
      if (target !== 'CreateTrainingJob') return undefined;
      asked += 1;
      return asked <= 2 ? { status: 400, code: 'ResourceLimitExceeded' } : undefined;
    };
    const spec = { ...specOf(), fallbackInstanceTypes: ['ml.m5.xlarge', 'ml.m5.2xlarge', 'ml.m5.4xlarge'] };
    const { request, refused } = await launch(connection, spec, steps());
    expect(request.ResourceConfig?.InstanceType).toBe('ml.m5.2xlarge');
    expect(refused.map(({ instanceType }) => instanceType)).toEqual(['ml.m5.large', 'ml.m5.xlarge']);
    asked = 0;
    await expect(launch(connection, specOf(), steps())).rejects.toMatchObject({
      name: 'ResourceLimitExceeded',
    });
  });

  it('goes on with the next type when a job has failed for want of capacity', async () => {
    const spec = { ...specOf(), fallbackInstanceTypes: ['ml.m5.xlarge', 'ml.m5.2xlarge'] };
    const { jobName, plan, request } = await launch(connection, spec, steps());
    const job = failedWith('CapacityError: Unable to provision requested ML compute capacity.');
    const next = await fallBack(connection, spec, { request, job }, plan.places);
    expect(next).toMatchObject({ jobName: `${jobName}-2` });
    expect(next?.request.ResourceConfig?.InstanceType).toBe('ml.m5.xlarge');
    const other = { request, job: failedWith('AlgorithmError: CapacityError') };
    expect(await fallBack(connection, spec, other, plan.places)).toBeUndefined();
    const last = {
      ...request,
      ResourceConfig: { ...request.ResourceConfig, InstanceType: 'ml.m5.2xlarge' },
    } as const;
    expect(await fallBack(connection, spec, { request: last, job }, plan.places)).toBeUndefined();
  });

  it('asks before a large folder and what cannot be sent, and names what is wrong on disk', async () => {
    const asked: LaunchQuestion[] = [];
    const no: LaunchSteps = {
      ...steps(),
      sourceLimit: 5,
      confirm: async (question) => asked.push(question) < 0,
    };
    await expect(launch(connection, specOf(), no)).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toMatchObject([{ about: 'size', yes: 'Send It' }]);
    const wrong = { ...specOf(), channels: [{ name: 'train', source: { path: join(folder, 'none') } }] };
    const { problems } = await planUploads(connection, wrong, { store, signal: signal() });
    expect(problems).toMatchObject([{ field: 'channel', path: ['train'], severity: 'error' }]);
    await expect(launch(connection, wrong, steps())).rejects.toMatchObject({ reason: 'invalid-input' });
  });

  it('creates a bucket on AWS only when the person agrees, and takes it back when cancelled', async () => {
    const billed: Connection = { ...connection, billed: true };
    const defaults = { bucket: `agreed-${count}`, bucketPrefix: 'team/a' };
    const answer = { yes: false };
    const asked: LaunchQuestion[] = [];
    const asking: LaunchSteps = {
      ...steps(),
      defaults,
      confirm: async (question) => {
        asked.push(question);
        return answer.yes;
      },
    };
    await expect(launch(billed, specOf(), asking)).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toMatchObject([{ about: 'bucket', message: `Create the bucket "agreed-${count}"?` }]);
    const own = { signal: signal() };
    expect(await bucketFacts(engine.s3, defaults.bucket, own)).toEqual({ state: 'absent' });
    answer.yes = true;
    const controller = new AbortController();
    const report = (step: string): void => {
      if (step.startsWith('sending data')) controller.abort();
    };
    const cancelled = { ...asking, signal: controller.signal, report };
    await expect(launch(billed, specOf(), cancelled)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await bucketFacts(engine.s3, defaults.bucket, own)).toEqual({ state: 'absent' });
    const { request } = await launch(billed, specOf(), asking);
    expect(request.OutputDataConfig?.S3OutputPath).toBe(`s3://agreed-${count}/team/a`);
    expect(await bucketFacts(engine.s3, defaults.bucket, own)).toMatchObject({ state: 'there' });
  });

  it('warns of a bucket in another region, and sends nothing there', async () => {
    const far = new S3Client({ ...engine.clientConfig, region: 'eu-west-1', forcePathStyle: true });
    const defaults = { bucket: `far-${count}`, bucketPrefix: undefined };
    await far.send(new CreateBucketCommand({ Bucket: defaults.bucket }));
    far.destroy();
    const { places } = await planUploads(connection, specOf(), { store, signal: signal(), defaults });
    const request = createTrainingJobRequest(specOf(), places, 'x');
    expect(await bucketProblems(connection, request, defaults.bucket, signal())).toMatchObject([
      { field: 'channel', path: ['train'], severity: 'warning' },
      { field: 'request', path: ['OutputDataConfig', 'S3OutputPath'], severity: 'warning' },
    ]);
    await expect(launch(connection, specOf(), { ...steps(), defaults })).rejects.toThrow('is in eu-west-1');
  });

  it('sends a notebook as a script, and a file as a channel', async () => {
    const cells = [{ cell_type: 'code', source: ['%pip install x\n', 'print(1)'] }];
    await writeFile(join(folder, 'src', 'nb.ipynb'), JSON.stringify({ nbformat: 4, cells, metadata: {} }));
    const spec = {
      ...specOf(),
      script: 'nb.ipynb',
      channels: [{ name: 'train', source: { path: join(folder, 'data', 'a.csv') } }],
    };
    const { plan, request } = await launch(connection, spec, steps());
    expect(plan.source?.listing.entries.map(({ name }) => name)).toEqual(['nb.py', 'train.py']);
    expect(request.HyperParameters?.['sagemaker_program']).toBe('"nb.py"');
    expect(request.InputDataConfig?.[0]?.DataSource?.S3DataSource?.S3Uri).toMatch(/\/a\.csv$/);
  });
});

describe('what the page shows of files', () => {
  it('counts live, and says what of a channel is new', async () => {
    const facts = new UploadFacts(connection, store, undefined);
    const channel = specOf().channels[0]!;
    expect(await facts.channelNote(channel, signal())).toBe('4 files, 3.91 KB');
    await launch(connection, specOf(), steps());
    expect(await facts.channelNote(channel, signal())).toBe(
      '4 files, 3.91 KB, unchanged since the last launch',
    );
    const view = await countBundle(specOf(), () => undefined, signal());
    expect(view).toMatchObject({ files: 1, counting: false, more: false, largest: [{ path: 'train.py' }] });
  });

  it('finds buckets that are absent', async () => {
    const request = createTrainingJobRequest(
      specOf(),
      (await planUploads(connection, specOf(), { store, signal: signal() })).places,
      'x',
    );
    const odd = { ...request, CheckpointConfig: { S3Uri: 's3://not-there-at-all/x' } };
    expect(await bucketProblems(connection, odd, bucket, signal())).toMatchObject([
      { field: 'request', path: ['CheckpointConfig', 'S3Uri'], severity: 'error' },
    ]);
  });
});

function specOf(): LaunchSpec {
  const spec = newSpec(join(folder, 'src'), 'train.py');
  return {
    ...spec,
    channels: [{ name: 'train', source: { path: join(folder, 'data') } }],
    request: {
      ...spec.request,
      RoleArn: localRole(account),
      AlgorithmSpecification: { TrainingImage: localImage, TrainingInputMode: 'File' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
    },
  };
}

function failedWith(FailureReason: string) {
  return { TrainingJobStatus: 'Failed', FailureReason };
}

function withRequest(request: LaunchSpec['request']): LaunchSpec {
  const spec = specOf();
  return { ...spec, request: { ...spec.request, ...request } };
}

function steps(): LaunchSteps {
  return { report: () => undefined, signal: signal(), store, confirm: () => Promise.resolve(true) };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

async function keys(): Promise<(string | undefined)[]> {
  const Prefix = 'sagemaker-workbench/';
  const { Contents = [] } = await engine.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
  return Contents.map(({ Key }) => Key);
}

async function uploadsLeft(): Promise<unknown[]> {
  return (await engine.s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? [];
}
