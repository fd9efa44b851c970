import { describe, expect, it } from 'vitest';
import { distributionHyperparameters, readDistribution } from '../../../../src/launch/spec/distribution.ts';
import type { DistributionView } from '../../../../src/messages/launchDistribution.ts';

const type = 'ml.p4d.24xlarge';
const cases: readonly (readonly [DistributionView, Record<string, unknown>])[] = [
  [{ strategy: 'torchrun' }, { sagemaker_torch_distributed_enabled: true, sagemaker_instance_type: type }],
  [
    { strategy: 'mpi', processesPerHost: 8, mpiOptions: '--NCCL_DEBUG INFO' },
    {
      sagemaker_mpi_enabled: true,
      sagemaker_mpi_num_of_processes_per_host: 8,
      sagemaker_mpi_custom_mpi_options: '--NCCL_DEBUG INFO',
    },
  ],
  [{ strategy: 'parameterServer' }, { sagemaker_parameter_server_enabled: true }],
  [{ strategy: 'multiWorkerMirrored' }, { sagemaker_multi_worker_mirrored_strategy_enabled: true }],
  [{ strategy: 'torchXla' }, { sagemaker_pytorch_xla_multi_worker_enabled: true }],
  [
    { strategy: 'dataParallel', instanceGroups: ['gpu'] },
    {
      sagemaker_distributed_dataparallel_enabled: true,
      sagemaker_distributed_dataparallel_custom_mpi_options: '',
      sagemaker_instance_type: type,
      sagemaker_distribution_instance_groups: ['gpu'],
    },
  ],
  [
    { strategy: 'modelParallel', processesPerHost: 8, parameters: { partitions: 2 } },
    {
      sagemaker_mpi_enabled: true,
      sagemaker_mpi_num_of_processes_per_host: 8,
      sagemaker_mpi_custom_mpi_options: '',
      mp_parameters: { partitions: 2 },
      sagemaker_distributed_dataparallel_enabled: false,
      sagemaker_instance_type: type,
    },
  ],
];

describe('distribution', () => {
  it.each(cases)(
    '%j becomes the Python SDK’s hyperparameters, and is read back from them',
    (distribution, expected) => {
      const values = distributionHyperparameters(distribution, type);
      expect(values).toEqual(expected);
      expect(readDistribution({ epochs: 3, ...values })).toEqual({ distribution, others: { epochs: 3 } });
    },
  );

  it('leaves the hyperparameters of a job on one process alone', () => {
    const values = { epochs: 3, sagemaker_program: 'a.py' };
    expect(readDistribution(values)).toEqual({ distribution: undefined, others: values });
  });
});
