/** How several processes or hosts train together. */
export type DistributionStrategy =
  | 'torchrun'
  | 'mpi'
  | 'parameterServer'
  | 'multiWorkerMirrored'
  | 'torchXla'
  | 'dataParallel'
  | 'modelParallel';

/** What SageMaker's Python SDK calls `distribution`; it becomes hyperparameters that SageMaker's containers read. */
export interface DistributionView {
  readonly strategy: DistributionStrategy;
  /** Of MPI and model parallel. */
  readonly processesPerHost?: number;
  /** Of MPI, model parallel and data parallel: further options of `mpirun`, as text. */
  readonly mpiOptions?: string;
  /** Of model parallel: `mp_parameters`, a JSON object. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Of a cluster of several kinds of instances: the groups that train together. */
  readonly instanceGroups?: readonly string[];
}
