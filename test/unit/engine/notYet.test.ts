import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/engine/json.ts';
import { notRunNotice } from '../../../src/engine/jobs/notYet.ts';
import { distributionHyperparameters } from '../../../src/launch/spec/distribution.ts';

describe('the first line of a job’s log', () => {
  it.each<[string, JsonObject]>([
    ['VpcConfig', { VpcConfig: { Subnets: ['subnet-1'] } }],
    ['EnableInterContainerTrafficEncryption', { EnableInterContainerTrafficEncryption: true }],
    ['ProfilerConfig', { ProfilerConfig: { S3OutputPath: 's3://b/p' } }],
    ['VolumeKmsKeyId', { ResourceConfig: { VolumeKmsKeyId: 'key' } }],
    ['KmsKeyId', { OutputDataConfig: { KmsKeyId: 'key' } }],
    ['KeepAlivePeriodInSeconds', { ResourceConfig: { KeepAlivePeriodInSeconds: 600 } }],
    ['EnableRemoteDebug', { RemoteDebugConfig: { EnableRemoteDebug: true } }],
    ['ShuffleConfig', { InputDataConfig: [{ ChannelName: 'train', ShuffleConfig: { Seed: 1 } }] }],
  ])('names %s', (name, request) => {
    expect(notRunNotice(request)).toBe(
      `[sagemaker-local] Accepted, but without effect on this machine yet: ${name}.`,
    );
  });

  it.each([
    ['torchrun', 'torchrun'],
    ['mpi', 'MPI'],
    ['parameterServer', 'parameter servers'],
    ['multiWorkerMirrored', 'MultiWorkerMirroredStrategy'],
    ['torchXla', 'PyTorch/XLA workers'],
    ['dataParallel', 'the data parallelism library'],
    ['modelParallel', 'MPI, the model parallelism library'],
  ] as const)('names the distribution %s of a launch', (strategy, named) => {
    const values = Object.entries(distributionHyperparameters({ strategy }, 'ml.p4d.24xlarge'));
    const HyperParameters = Object.fromEntries(
      values.map(([name, value]) => [name, JSON.stringify(value)] as const),
    );
    expect(notRunNotice({ HyperParameters })).toContain(`: ${named}.`);
  });

  it('is the script’s own where all that is asked for is done', () => {
    const request = {
      EnableManagedSpotTraining: false,
      EnableNetworkIsolation: false,
      ProfilerConfig: { DisableProfiler: true },
      OutputDataConfig: { S3OutputPath: 's3://b/out', KmsKeyId: '' },
      ResourceConfig: { KeepAlivePeriodInSeconds: 0, InstanceCount: 2 },
      HyperParameters: { epochs: '3', sagemaker_mpi_enabled: 'false' },
    };
    expect(notRunNotice(request)).toBeUndefined();
  });
});
