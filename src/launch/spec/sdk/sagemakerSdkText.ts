import type { CopiedLaunch } from '../copiedLaunch.ts';
import { distributionHyperparameters } from '../distribution.ts';
import { fieldsOf, textOf } from '../json.ts';
import { pythonLiteral } from '../pythonLiteral.ts';
import { debuggerTexts, usesDebugger } from './debuggerTexts.ts';
import { estimatorParameters } from './estimatorParameters.ts';
import { inputTexts } from './inputTexts.ts';
import { UnsaidMembers } from './unsaidMembers.ts';

/**
 * The launch by the SageMaker Python SDK 2's `Estimator`: its parameters are CreateTrainingJob's members one by one, and it
 * gives scripts the hyperparameters that the training toolkit reads. Version 3's `ModelTrainer` starts scripts by a driver
 * of its own, which would be another request. What Estimator cannot say stands as a comment.
 */
export function sagemakerSdkText({ spec, request, places }: CopiedLaunch): string {
  const rest = new UnsaidMembers(request);
  const lines: string[] = [];
  for (const [name, path] of estimatorParameters) {
    const value = rest.take(path.split('.'));
    if (value !== undefined) lines.push(`${name}=${pythonLiteral(value, 1)}`);
  }
  if (rest.take(['OutputDataConfig', 'CompressionType']) === 'NONE')
    lines.push('disable_output_compression=True');
  const groups = rest.take(['ResourceConfig', 'InstanceGroups']);
  if (Array.isArray(groups)) lines.push(`instance_groups=[${groups.map(instanceGroup).join(', ')}]`);
  lines.push(...source({ spec, request, places }));
  lines.push(...debuggerTexts(rest));
  const experiment = rest.take(['ExperimentConfig']);
  for (const name of ['TrainingJobName', 'HyperParameters', 'InputDataConfig']) rest.take([name]);
  const inputs = inputTexts({ spec, request, places });
  return [
    '# For the SageMaker Python SDK 2: pip install "sagemaker<3"',
    'import boto3',
    'import sagemaker',
    ...(usesDebugger(request)
      ? [
          'from sagemaker.debugger import CollectionConfig, DebuggerHookConfig, ProfilerConfig, TensorBoardOutputConfig',
        ]
      : []),
    'from sagemaker.estimator import Estimator',
    ...(inputs.length > 0 ? ['from sagemaker.inputs import FileSystemInput, TrainingInput'] : []),
    '',
    `session = sagemaker.Session(boto3.Session(region_name=${pythonLiteral(places.region)}))`,
    ...rest.comments(),
    'estimator = Estimator(',
    '    sagemaker_session=session,',
    ...lines.map((line) => `    ${line},`),
    ')',
    'estimator.fit(',
    ...(inputs.length > 0 ? ['    inputs={', ...inputs.map((input) => `        ${input},`), '    },'] : []),
    `    job_name=${pythonLiteral(request.TrainingJobName)},`,
    ...(experiment === undefined ? [] : [`    experiment_config=${pythonLiteral(experiment, 1)},`]),
    '    wait=False,',
    ')',
    '',
  ].join('\n');
}

function source({ spec, request }: CopiedLaunch): string[] {
  const type = textOf(fieldsOf(request.ResourceConfig)['InstanceType']);
  const values = {
    ...spec.hyperparameters,
    ...(spec.distribution && distributionHyperparameters(spec.distribution, type)),
  };
  const hyperparameters =
    Object.keys(values).length === 0 ? [] : [`hyperparameters=${pythonLiteral(values, 1)}`];
  if (spec.script === '') return hyperparameters;
  const folder = spec.sourceFolder === '' ? spec.sourceUri : spec.sourceFolder;
  return [
    `entry_point=${pythonLiteral(spec.script.replace(/\.ipynb$/i, '.py'))}`,
    ...(folder === undefined ? [] : [`source_dir=${pythonLiteral(folder)}`]),
    ...hyperparameters,
  ];
}

function instanceGroup(group: unknown): string {
  const { InstanceGroupName: name, InstanceType: type, InstanceCount: count } = fieldsOf(group);
  return `sagemaker.InstanceGroup(${[name, type, count].map((value) => pythonLiteral(value)).join(', ')})`;
}
