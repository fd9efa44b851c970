import {
  distributionSwitches,
  modelParallelParameters,
} from '../../analysis/training/distributionSwitches.ts';
import type { DistributionStrategy, DistributionView } from '../../messages/launchDistribution.ts';
import { isFields } from './json.ts';
import type { HyperparameterValue } from './launchSpec.ts';

type Values = Readonly<Record<string, HyperparameterValue>>;

/** The hyperparameter that turns a strategy on; model parallel is MPI with `mp_parameters`. */
const switches = {
  ...distributionSwitches,
  modelParallel: distributionSwitches.mpi,
} as const satisfies Record<DistributionStrategy, string>;

const processesPerHost = 'sagemaker_mpi_num_of_processes_per_host';
const mpiOptions = 'sagemaker_mpi_custom_mpi_options';
const dataParallelOptions = 'sagemaker_distributed_dataparallel_custom_mpi_options';
const instanceType = 'sagemaker_instance_type';
const instanceGroups = 'sagemaker_distribution_instance_groups';

/** All hyperparameters that a distribution may make. */
const made = new Set<string>([
  ...Object.values(switches),
  processesPerHost,
  mpiOptions,
  dataParallelOptions,
  modelParallelParameters,
  instanceType,
  instanceGroups,
]);

/**
 * The hyperparameters that SageMaker's Python SDK (2.x, `Framework` and `PyTorch`) makes of the same `distribution`.
 * @param type the job's instance type; undefined for a cluster of several.
 */
export function distributionHyperparameters(
  distribution: DistributionView,
  type: string | undefined,
): Values {
  const { strategy } = distribution;
  const throughMpi = strategy === 'mpi' || strategy === 'modelParallel';
  const namesType = strategy === 'torchrun' || strategy === 'dataParallel' || strategy === 'modelParallel';
  return {
    [switches[strategy]]: true,
    ...(throughMpi && {
      ...(distribution.processesPerHost !== undefined && {
        [processesPerHost]: distribution.processesPerHost,
      }),
      [mpiOptions]: distribution.mpiOptions ?? '',
    }),
    ...(strategy === 'modelParallel' && {
      [modelParallelParameters]: (distribution.parameters ?? {}) as Record<string, HyperparameterValue>,
      [switches.dataParallel]: false,
    }),
    ...(strategy === 'dataParallel' && { [dataParallelOptions]: distribution.mpiOptions ?? '' }),
    ...(namesType && type !== undefined && { [instanceType]: type }),
    ...((distribution.instanceGroups ?? []).length > 0 && {
      [instanceGroups]: [...(distribution.instanceGroups ?? [])],
    }),
  };
}

/** The inverse: the distribution of a job, and the hyperparameters without those that it is made of. */
export function readDistribution(values: Values): {
  distribution: DistributionView | undefined;
  others: Values;
} {
  const strategy = strategyOf(values);
  if (strategy === undefined) return { distribution: undefined, others: values };
  const options = values[strategy === 'dataParallel' ? dataParallelOptions : mpiOptions];
  const processes = values[processesPerHost];
  const parameters = values[modelParallelParameters];
  const groups = values[instanceGroups];
  const distribution: DistributionView = {
    strategy,
    ...(typeof processes === 'number' && { processesPerHost: processes }),
    ...(typeof options === 'string' && options !== '' && { mpiOptions: options }),
    ...(strategy === 'modelParallel' && isFields(parameters) && { parameters }),
    ...(Array.isArray(groups) && groups.length > 0 && { instanceGroups: groups.map(String) }),
  };
  const others = Object.entries(values).filter(([name]) => !made.has(name));
  return { distribution, others: Object.fromEntries(others) };
}

function strategyOf(values: Values): DistributionStrategy | undefined {
  const on = (Object.keys(switches) as DistributionStrategy[]).find(
    (name) => values[switches[name]] === true,
  );
  return on === 'mpi' && modelParallelParameters in values ? 'modelParallel' : on;
}
