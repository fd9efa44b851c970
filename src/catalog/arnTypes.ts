/**
 * Every kind of resource, with the word that its ARNs have before the name: `…:training-job/NAME`.
 * Resources below another one name it first: `…:user-profile/DOMAIN/NAME`, `…:pipeline/PIPELINE/execution/ID`.
 */
export const arnTypes = {
  // Data
  featureGroup: 'feature-group',
  labelingJob: 'labeling-job',
  workteam: 'workteam',
  workforce: 'workforce',
  humanTaskUi: 'human-task-ui',
  flowDefinition: 'flow-definition',
  // Training
  trainingJob: 'training-job',
  hyperParameterTuningJob: 'hyper-parameter-tuning-job',
  processingJob: 'processing-job',
  autoMLJob: 'automl-job',
  experiment: 'experiment',
  trial: 'experiment-trial',
  trialComponent: 'experiment-trial-component',
  mlflowTrackingServer: 'mlflow-tracking-server',
  mlflowApp: 'mlflow-app',
  trainingPlan: 'training-plan',
  job: 'job',
  // Models
  model: 'model',
  modelPackageGroup: 'model-package-group',
  modelPackage: 'model-package',
  modelCard: 'model-card',
  algorithm: 'algorithm',
  compilationJob: 'compilation-job',
  optimizationJob: 'optimization-job',
  hub: 'hub',
  hubContent: 'hub-content',
  // Inference
  endpoint: 'endpoint',
  endpointConfig: 'endpoint-config',
  inferenceComponent: 'inference-component',
  inferenceExperiment: 'inference-experiment',
  transformJob: 'transform-job',
  inferenceRecommendationsJob: 'inference-recommendations-job',
  aiBenchmarkJob: 'ai-benchmark-job',
  aiRecommendationJob: 'ai-recommendation-job',
  aiWorkloadConfig: 'ai-workload-config',
  edgePackagingJob: 'edge-packaging-job',
  edgeDeploymentPlan: 'edge-deployment',
  deviceFleet: 'device-fleet',
  device: 'device-fleet/device',
  // Pipelines
  pipeline: 'pipeline',
  pipelineExecution: 'pipeline/execution',
  project: 'project',
  // Governance
  monitoringSchedule: 'monitoring-schedule',
  dataQualityJobDefinition: 'data-quality-job-definition',
  modelQualityJobDefinition: 'model-quality-job-definition',
  modelBiasJobDefinition: 'model-bias-job-definition',
  modelExplainabilityJobDefinition: 'model-explainability-job-definition',
  lineageAction: 'action',
  lineageArtifact: 'artifact',
  lineageContext: 'context',
  lineageGroup: 'lineage-group',
  resourceCatalog: 'sagemaker-catalog',
  // Environments
  domain: 'domain',
  userProfile: 'user-profile',
  space: 'space',
  app: 'app',
  partnerApp: 'partner-app',
  notebookInstance: 'notebook-instance',
  notebookInstanceLifecycleConfig: 'notebook-instance-lifecycle-config',
  studioLifecycleConfig: 'studio-lifecycle-config',
  appImageConfig: 'app-image-config',
  image: 'image',
  imageVersion: 'image-version',
  codeRepository: 'code-repository',
  cluster: 'cluster',
  clusterSchedulerConfig: 'cluster-scheduler-config',
  computeQuota: 'compute-quota',
} as const;

/** A resource kind's id, also the first word of its nodes' context values. */
export type KindId = keyof typeof arnTypes;
