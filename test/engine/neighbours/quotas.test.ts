import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateEndpointCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListRequestedServiceQuotaChangeHistoryCommand,
  ListServiceQuotasCommand,
  ListServicesCommand,
  RequestServiceQuotaIncreaseCommand,
  type ServiceQuota,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { HostingFixture } from '../hostingFixture.ts';
import { createBucket, createJob, jobEnd } from '../trainingKit.ts';

const TRAINING = 'ml.m5.large for training job usage';
const ENDPOINT = 'ml.m5.large for endpoint usage';
const ServiceCode = 'sagemaker';
let engine: TestEngine;
let quotas: ServiceQuotasClient;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  await writeFile(join(engine.dataDir, 'quotas.json'), JSON.stringify({ [TRAINING]: 1, [ENDPOINT]: 0 }));
  await engine.restart();
  quotas = new ServiceQuotasClient(engine.clientConfig);
});
afterAll(async () => {
  quotas.destroy();
  await engine.stop();
});

async function all(MaxResults: number): Promise<ServiceQuota[]> {
  const found: ServiceQuota[] = [];
  let NextToken: string | undefined;
  do {
    const page = await quotas.send(
      new ListServiceQuotasCommand({
        ServiceCode,
        MaxResults,
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
    found.push(...(page.Quotas ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found;
}

async function codeOf(name: string): Promise<string> {
  const found = (await all(100)).find(({ QuotaName }) => QuotaName === name);
  return found?.QuotaCode ?? '';
}

it('has one for each instance type and use, as configured', async () => {
  expect((await quotas.send(new ListServicesCommand({}))).Services).toEqual([
    { ServiceCode: 'sagemaker', ServiceName: 'Amazon SageMaker' },
  ]);
  const found = await all(100);
  const names = found.map(({ QuotaName }) => QuotaName);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(found.map(({ QuotaCode }) => QuotaCode)).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([TRAINING, ENDPOINT, 'ml.g5.xlarge for spot training job usage']),
  );
  expect(names.length).toBeGreaterThan(500);
  expect(await all(37)).toEqual(found);
  const QuotaCode = await codeOf(TRAINING);
  expect((await quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }))).Quota).toMatchObject({
    ...{ QuotaName: TRAINING, Value: 1, ServiceCode, Adjustable: true },
    QuotaArn: `arn:aws:servicequotas:us-east-1:000000000000:sagemaker/${QuotaCode}`,
  });
  const bad = { ServiceCode, QuotaCode: 'L-00000000' };
  await expect(quotas.send(new GetServiceQuotaCommand(bad))).rejects.toMatchObject({
    name: 'NoSuchResourceException',
  });
  await expect(quotas.send(new ListServiceQuotasCommand({ ServiceCode: 'ec2' }))).rejects.toMatchObject({
    name: 'NoSuchResourceException',
  });
});

it('holds jobs and endpoints to them, until more is asked for', async () => {
  await createBucket(engine);
  const files = { 'train.py': 'import time\ntime.sleep(30)\n' };
  await createJob(engine, 'first', { files });
  await expect(createJob(engine, 'second', { files })).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message: expect.stringContaining(
      `The account-level service limit '${TRAINING}' is 1 Instances, with current utilization of 1 Instances and a request delta of 1 Instances.`,
    ) as string,
  });
  // Other types are not counted with it.
  const ResourceConfig = { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 1 } as const;
  await createJob(engine, 'other', { files: { 'train.py': '' }, ResourceConfig });

  const QuotaCode = await codeOf(TRAINING);
  const ask = (DesiredValue: number) =>
    quotas.send(new RequestServiceQuotaIncreaseCommand({ ServiceCode, QuotaCode, DesiredValue }));
  await expect(ask(1)).rejects.toMatchObject({ name: 'IllegalArgumentException' });
  expect((await ask(2)).RequestedQuota).toMatchObject({ Status: 'APPROVED', DesiredValue: 2 });
  await engine.restart();
  quotas = new ServiceQuotasClient(engine.clientConfig);
  expect((await quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }))).Quota?.Value).toBe(2);
  const byDefault = await quotas.send(new GetAWSDefaultServiceQuotaCommand({ ServiceCode, QuotaCode }));
  expect(byDefault.Quota?.Value).toBe(1);
  const defaults = await quotas.send(new ListAWSDefaultServiceQuotasCommand({ ServiceCode, MaxResults: 5 }));
  expect(defaults.Quotas).toHaveLength(5);
  const history = await quotas.send(new ListRequestedServiceQuotaChangeHistoryCommand({ ServiceCode }));
  expect(history.RequestedQuotas).toMatchObject([{ QuotaName: TRAINING, DesiredValue: 2 }]);

  await createJob(engine, 'second', { files });
  for (const TrainingJobName of ['first', 'second'])
    await engine.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName }));
  await Promise.all(['first', 'second', 'other'].map((name) => jobEnd(engine, name)));
  await createJob(engine, 'third', { files: { 'train.py': '' } });
  await jobEnd(engine, 'third');

  const fixture = new HostingFixture(engine);
  await fixture.bucket();
  await fixture.model('m', {});
  await fixture.config('c', { blue: 'm' });
  await expect(
    engine.sagemaker.send(new CreateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'c' })),
  ).rejects.toMatchObject({ name: 'ResourceLimitExceeded' });
});
