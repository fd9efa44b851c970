import { membersOf, requiredOf } from '../../analysis/shapes/members.ts';
import type { FieldPath } from '../../messages/launchProblem.ts';
import type { FieldSpec, SectionField, SectionSpec } from '../../messages/launchSections.ts';
import { labelOf } from './labels.ts';
import { elementShape, limitsOf, memberShape, type LaunchShapes, type Shape } from './launchShapes.ts';

/** What stands together, by dotted paths; all that no section names comes last. */
const table: readonly (readonly [title: string, paths: readonly string[]])[] = [
  [
    'Job',
    [
      'TrainingJobName',
      'RoleArn',
      'AlgorithmSpecification.TrainingImage',
      'ResourceConfig.InstanceType',
      'ResourceConfig.InstanceCount',
      'ResourceConfig.VolumeSizeInGB',
      'StoppingCondition.MaxRuntimeInSeconds',
      'OutputDataConfig.S3OutputPath',
    ],
  ],
  ['Channels', ['InputDataConfig']],
  [
    'Hosts and distribution',
    [
      'ResourceConfig.InstanceGroups',
      'ResourceConfig.InstancePreferences',
      'ResourceConfig.InstancePlacementConfig',
      'ResourceConfig.TrainingPlanArn',
      'StoppingCondition.MaxPendingTimeInSeconds',
    ],
  ],
  [
    'Spot and checkpoints',
    ['EnableManagedSpotTraining', 'StoppingCondition.MaxWaitTimeInSeconds', 'CheckpointConfig'],
  ],
  ['Warm pool', ['ResourceConfig.KeepAlivePeriodInSeconds']],
  [
    'Network and encryption',
    [
      'VpcConfig',
      'EnableNetworkIsolation',
      'EnableInterContainerTrafficEncryption',
      'ResourceConfig.VolumeKmsKeyId',
      'OutputDataConfig.KmsKeyId',
    ],
  ],
  ['Environment', ['Environment']],
  [
    'Metrics',
    ['AlgorithmSpecification.MetricDefinitions', 'AlgorithmSpecification.EnableSageMakerMetricsTimeSeries'],
  ],
  [
    'Debugger and profiler',
    ['DebugHookConfig', 'DebugRuleConfigurations', 'ProfilerConfig', 'ProfilerRuleConfigurations'],
  ],
  ['TensorBoard', ['TensorBoardOutputConfig']],
  ['Experiment', ['ExperimentConfig', 'MlflowConfig']],
  ['Retry', ['RetryStrategy']],
  ['Tags', ['Tags']],
  [
    'Container',
    [
      'AlgorithmSpecification.AlgorithmName',
      'AlgorithmSpecification.TrainingInputMode',
      'AlgorithmSpecification.ContainerEntrypoint',
      'AlgorithmSpecification.ContainerArguments',
      'AlgorithmSpecification.TrainingImageConfig',
      'OutputDataConfig.CompressionType',
    ],
  ],
  ['Infrastructure', ['InfraCheckConfig', 'RemoteDebugConfig', 'SessionChainingConfig']],
  ['Model customization', ['ServerlessJobConfig', 'ModelPackageConfig']],
];

/** Not in any section: the page's arguments make the first; DescribeTrainingJob alone answers the others. */
export const notInSections: readonly string[] = [
  'HyperParameters',
  'ResourceConfig.SelectedInstanceType',
  'ResourceConfig.SelectedInstanceCount',
];

/** Labels that would say too little where a member stands apart from its structure. */
const labels: Readonly<Record<string, string>> = {
  'OutputDataConfig.KmsKeyId': 'Output KMS key ID',
  'OutputDataConfig.CompressionType': 'Output compression type',
};

/** All members of CreateTrainingJob's request as fields, in titled sections; made from its schema. */
export function sections(shapes: LaunchShapes): SectionSpec[] {
  const root: Shape = { schema: shapes.schema, name: undefined };
  const named = table.map(([title, paths]) => ({
    title,
    members: paths.flatMap((path) => at(shapes, root, path)),
  }));
  const others = unnamed(shapes, root, []);
  return others.length === 0 ? named : [...named, { title: 'More', members: others }];
}

/** The field at a dotted path; none when the SDK does not know it. */
function at(shapes: LaunchShapes, root: Shape, dotted: string): SectionField[] {
  const path = dotted.split('.');
  let shape = root;
  let required = true;
  for (const name of path) {
    const member = membersOf(shape.schema).get(name);
    if (!member) return [];
    required &&= requiredOf(shape.schema).includes(name);
    shape = memberShape(shapes, shape, name, member);
  }
  const label = labels[dotted];
  return [
    { ...field(shapes, shape, path.at(-1) ?? '', required), ...(label !== undefined && { label }), path },
  ];
}

/** Members that neither the table nor `notInSections` names, down to where it names one. */
function unnamed(shapes: LaunchShapes, shape: Shape, path: readonly string[]): SectionField[] {
  const claimed = [...table.flatMap(([, paths]) => paths), ...notInSections];
  return [...membersOf(shape.schema)].flatMap(([name, schema]): SectionField[] => {
    const dotted = [...path, name].join('.');
    if (claimed.includes(dotted)) return [];
    const member = memberShape(shapes, shape, name, schema);
    if (claimed.some((other) => other.startsWith(`${dotted}.`)))
      return unnamed(shapes, member, [...path, name]);
    return at(shapes, { schema: shapes.schema, name: undefined }, dotted);
  });
}

function field(shapes: LaunchShapes, shape: Shape, name: string, required: boolean): FieldSpec {
  const { schema } = shape;
  const base = { name, label: labelOf(name), required };
  const limits = limitsOf(shapes, shape);
  const range = {
    ...(limits?.min !== undefined && { min: limits.min }),
    ...(limits?.max !== undefined && { max: limits.max }),
  };
  if (schema.isStructSchema()) return { ...base, type: 'structure', members: membersIn(shapes, shape) };
  if (schema.isListSchema() || schema.isMapSchema()) {
    const element = field(shapes, elementShape(shapes, shape), name, true);
    return { ...base, ...range, type: schema.isListSchema() ? 'list' : 'map', element };
  }
  if (schema.isBooleanSchema()) return { ...base, type: 'switch' };
  if (schema.isNumericSchema()) return { ...base, ...range, type: 'number' };
  if (limits?.enum) return { ...base, type: 'choice', choices: limits.enum };
  return { ...base, ...range, type: schema.isStringSchema() ? 'text' : 'json' };
}

function membersIn(shapes: LaunchShapes, shape: Shape): FieldSpec[] {
  const required = requiredOf(shape.schema);
  return [...membersOf(shape.schema)].map(([name, schema]) =>
    field(shapes, memberShape(shapes, shape, name, schema), name, required.includes(name)),
  );
}

/** The field that a path leads to, with the label of each step before it; undefined when the request has no such member. */
export function fieldAt(all: readonly SectionSpec[], path: FieldPath): FieldSpec | undefined {
  const start = all
    .flatMap(({ members }) => members)
    .find(({ path: own }) => own.length <= path.length && own.every((step, index) => path[index] === step));
  let found: FieldSpec | undefined = start;
  for (const step of path.slice(start?.path.length ?? 0))
    found = found?.element ?? found?.members?.find(({ name }) => name === step);
  return found;
}
