import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';

/** A parameter of a job: name and value as a person wrote them. */
export type Parameter = readonly [name: string, value: string | number];

/** What SDKs put among the hyperparameters for their own use: nobody chose it, and nobody compares it. */
const ofTheSdk = /^(?:sagemaker_|_tuning_objective_metric$)/;

/** What a job was given: its hyperparameters, then what it ran on and with. Each name once. */
export function parametersOf(job: DescribeTrainingJobResponse): Parameter[] {
  const own = Object.entries(job.HyperParameters ?? {}).flatMap(([name, value]): Parameter[] =>
    ofTheSdk.test(name) ? [] : [[name, typed(value)]],
  );
  const { ResourceConfig: resources, AlgorithmSpecification: algorithm } = job;
  const given: (readonly [string, string | number | undefined])[] = [
    ['Instance type', resources?.InstanceType ?? groupTypes(job)],
    ['Instances', resources?.InstanceCount],
    ['Spot', job.EnableManagedSpotTraining === true ? 'yes' : 'no'],
    ['Image', algorithm?.TrainingImage ?? algorithm?.AlgorithmName],
    ['Source', unquoted(job.HyperParameters?.['sagemaker_submit_directory'])],
    ['Script', unquoted(job.HyperParameters?.['sagemaker_program'])],
    ...(job.InputDataConfig ?? []).map(
      ({ ChannelName, DataSource }) =>
        [`Channel ${ChannelName ?? ''}`, DataSource?.S3DataSource?.S3Uri] as const,
    ),
  ];
  return [
    ...own,
    ...given.flatMap(([name, value]): Parameter[] => (value === undefined ? [] : [[name, value]])),
  ];
}

function groupTypes({ ResourceConfig: resources }: DescribeTrainingJobResponse): string | undefined {
  const groups = resources?.InstanceGroups ?? [];
  if (groups.length === 0) return undefined;
  return groups
    .map(({ InstanceType, InstanceCount }) => `${InstanceCount ?? 1} × ${InstanceType ?? '?'}`)
    .join(', ');
}

/** Hyperparameters are strings, and those of the Python SDK are JSON in strings: `"0.1"`, `0.1` and `"\"adam\""` are meant as they read. */
function typed(text: string): string | number {
  const plain = unquoted(text) ?? '';
  const value = Number(plain);
  return plain.trim() !== '' && Number.isFinite(value) ? value : plain;
}

function unquoted(text: string | undefined): string | undefined {
  if (text === undefined || !/^".*"$/s.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
