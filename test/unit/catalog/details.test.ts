import { describe, expect, it } from 'vitest';
import { kindOf, kinds, groups } from '../../../src/catalog/catalog.ts';
import { contextValue } from '../../../src/catalog/contextValue.ts';
import { documentText } from '../../../src/catalog/documentText.ts';
import { endpointDetails } from '../../../src/catalog/inference/endpoint.ts';
import { endpointConfigDetails } from '../../../src/catalog/inference/endpointConfig.ts';
import { failureSummary } from '../../../src/catalog/failure.ts';
import { referenceFrom } from '../../../src/catalog/resource.ts';
import { trainingJobDetails } from '../../../src/catalog/training/trainingJob.ts';

const arn = (type: string, name: string) => `arn:aws:sagemaker:us-east-1:000000000000:${type}/${name}`;
const job = {
  TrainingJobName: 'penguins',
  TrainingJobArn: arn('training-job', 'penguins'),
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
  ResourceConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 30 },
  ModelArtifacts: { S3ModelArtifacts: 's3://bucket/penguins/output/model.tar.gz' },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
  FinalMetricDataList: [{ MetricName: 'validation:accuracy', Value: Math.fround(0.9848) }],
  CreationTime: new Date('2026-11-21T12:00:00Z'),
  TrainingTimeInSeconds: 65,
} as const;

describe('a training job', () => {
  it('shows the facts that matter and what hangs below it', () => {
    const { facts, children, resource } = trainingJobDetails({
      ...job,
      FinalMetricDataList: [...job.FinalMetricDataList],
    });
    expect(facts.map(([label]) => label)).toEqual(['Status', 'Instances', 'Trained for', 'Created', 'Image']);
    expect(facts[1]).toEqual(['Instances', '1 × ml.m5.large']);
    expect(facts[2]).toEqual(['Trained for', '1 min 5 s']);
    expect(children.map(({ id, description }) => [id, description])).toEqual([
      ['logs', 'follow and search'],
      ['artifact', '…/output/model.tar.gz'],
      ['metric/validation:accuracy', '0.9848'],
      ['value/Image', 'sagemaker-local/python:3'],
    ]);
    expect(contextValue(kindOf('trainingJob'), resource)).toBe(
      'trainingJob.completed can:describe can:tail can:tag can:clone can:deploy can:delete',
    );
  });

  it('shows first why it failed', () => {
    const failed = {
      ...job,
      FinalMetricDataList: [],
      ModelArtifacts: undefined,
      TrainingJobStatus: 'Failed' as const,
    };
    const [first] = trainingJobDetails({
      ...failed,
      FailureReason: 'AlgorithmError: exit code 1\nKeyError: x',
    }).children;
    expect(first).toMatchObject({
      id: 'failure',
      description: 'KeyError: x',
      value: 'AlgorithmError: exit code 1\nKeyError: x',
    });
  });
});

describe('failureSummary', () => {
  it.each([
    [
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "Traceback (most recent call last):\n  File "a.py"\nKeyError: \'x\'"\nCommand "python a.py", exit code: 1',
      "KeyError: 'x'",
    ],
    ['AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "KeyError: 1"', 'KeyError: 1'],
    ['ClientError: Please use an image\nthat exists', 'ClientError: Please use an image that exists'],
    ['torch.cuda.OutOfMemoryError: CUDA', 'torch.cuda.OutOfMemoryError: CUDA'],
  ])('of %j is %s', (reason, summary) => expect(failureSummary(reason)).toBe(summary));
});

describe('an endpoint', () => {
  const details = endpointDetails({
    EndpointName: 'penguins',
    EndpointArn: arn('endpoint', 'penguins'),
    EndpointConfigName: 'penguins-config',
    EndpointStatus: 'InService',
    ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 1, CurrentWeight: 1 }],
    CreationTime: new Date(),
    LastModifiedTime: new Date(),
  });

  it('can be invoked while it is in service', () => {
    expect(contextValue(kindOf('endpoint'), details.resource)).toBe(
      'endpoint.inService can:describe can:tail can:tag can:invoke can:weigh can:delete',
    );
  });

  it('links to its configuration, and that to its model', () => {
    const reference = details.children.find(({ open }) => open === 'describe')?.reference;
    expect(reference).toEqual({
      kind: 'endpointConfig',
      name: 'penguins-config',
      arn: arn('endpoint-config', 'penguins-config'),
    });
    const config = endpointConfigDetails({
      EndpointConfigName: 'penguins-config',
      EndpointConfigArn: arn('endpoint-config', 'penguins-config'),
      ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'm1' }],
      CreationTime: new Date(),
    });
    expect(config.children[0]?.reference).toEqual({ kind: 'model', name: 'm1', arn: arn('model', 'm1') });
  });
});

describe('the catalog', () => {
  it('has each kind once, in one group or below another kind', () => {
    const rows = groups.flatMap((group) => group.kinds.map(({ id }) => id));
    const nested = kinds.filter((kind) => kind.nested).map(({ id }) => id);
    expect([...rows, ...nested].sort()).toEqual(kinds.map(({ id }) => id).sort());
    const below = new Set(kinds.flatMap(({ branches = [] }) => branches.map(({ kind }) => kind)));
    expect(nested.filter((id) => !below.has(id))).toEqual([]);
  });
});

describe('documentText', () => {
  it('writes moments as ISO 8601, plain values before the others, and nothing about the transport', () => {
    const answer = { n: 1, a: [{ d: 1, c: undefined }], m: new Date(0), $metadata: { requestId: 'r' } };
    const written = JSON.parse(documentText(answer)) as object;
    expect(written).toEqual({ a: [{ d: 1 }], m: '1970-01-01T00:00:00.000Z', n: 1 });
    expect(Object.keys(written)).toEqual(['m', 'n', 'a']);
  });
});

describe('referenceFrom', () => {
  const reference = { kind: 'trainingJob', name: 'n', arn: 'a' } as const;

  it('takes a node or a reference of a wanted kind', () => {
    expect(referenceFrom({ type: 'resource', resource: reference })).toEqual(reference);
    expect(referenceFrom(reference, 'trainingJob', 'endpoint')).toEqual(reference);
  });

  it('takes nothing else', () => {
    for (const other of [undefined, null, 'n', {}, { resource: {} }, { kind: 'trainingJob' }]) {
      expect(referenceFrom(other)).toBeUndefined();
    }
    expect(referenceFrom(reference, 'endpoint')).toBeUndefined();
  });
});
