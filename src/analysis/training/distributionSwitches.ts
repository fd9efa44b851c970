/** The hyperparameters by which SageMaker's Python SDK turns the ways of distributing a training on. */
export const distributionSwitches = {
  torchrun: 'sagemaker_torch_distributed_enabled',
  mpi: 'sagemaker_mpi_enabled',
  parameterServer: 'sagemaker_parameter_server_enabled',
  multiWorkerMirrored: 'sagemaker_multi_worker_mirrored_strategy_enabled',
  torchXla: 'sagemaker_pytorch_xla_multi_worker_enabled',
  dataParallel: 'sagemaker_distributed_dataparallel_enabled',
} as const;

/** The hyperparameter of SageMaker's model parallelism, which MPI starts. */
export const modelParallelParameters = 'mp_parameters';
