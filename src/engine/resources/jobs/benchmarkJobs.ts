import { validationError } from '../../http/awsError.ts';
import { object, text } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { parsedObject } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { named, required } from '../references.ts';
import { hasEnded, notRun } from './notRun.ts';

const CONFIG = 'AIWorkloadConfig';
const IDENTIFIER = 'AIWorkloadConfigIdentifier';
const BENCHMARK = 'AIBenchmarkJobStatus';
const RECOMMENDATION = 'AIRecommendationJobStatus';

/** The jobs that refer to a workload configuration by name or ARN and have not ended. */
function activeJobs({ name, arn }: ResourceRecord, { all }: KindContext): ResourceRecord[] {
  const uses = ({ document }: ResourceRecord): boolean =>
    [name, arn].includes(text(document, IDENTIFIER) ?? '');
  return [
    ...[...all('AIBenchmarkJob')].filter((job) => uses(job) && !hasEnded(job, BENCHMARK)),
    ...[...all('AIRecommendationJob')].filter((job) => uses(job) && !hasEnded(job, RECOMMENDATION)),
  ];
}

/** Workload configurations: the requests that benchmarks are made of. */
export const aiWorkloadConfig: ResourceKind = {
  name: CONFIG,
  label: 'AI workload configuration',
  create(input) {
    const inline = text(object(object(input, 'AIWorkloadConfigs'), 'WorkloadSpec'), 'Inline');
    if (inline !== undefined && !parsedObject(inline)) {
      throw validationError('AIWorkloadConfigs.WorkloadSpec.Inline must be a JSON object.');
    }
    return input;
  },
  delete(record, _input, context) {
    const [user] = activeJobs(record, context);
    if (user) throw resourceInUse(`The workload configuration ${record.name} is used by ${user.arn}.`);
    return {};
  },
};

/** @throws AwsError for a workload configuration that is not there; answers its name */
function requireConfig(context: KindContext, given: string | undefined): string {
  return required(context, CONFIG, 'AI workload configuration', given ?? '').name;
}

function endJobDeletion(label: string, status: string): NonNullable<ResourceKind['delete']> {
  return (record) => {
    if (hasEnded(record, status)) return {};
    throw validationError(`The ${label} ${record.name} has not ended; stop it before it can be deleted.`);
  };
}

/** Benchmark jobs: a workload put to an endpoint. */
export const aiBenchmarkJob: ResourceKind = {
  name: 'AIBenchmarkJob',
  ...notRun({ label: 'AI benchmark job', statusMember: BENCHMARK, endMember: 'EndTime' }),
  create(input, context) {
    const target = object(object(input, 'BenchmarkTarget'), 'Endpoint');
    const endpoint = text(target, 'Identifier') ?? '';
    if (!named(context, 'Endpoint', endpoint)) {
      throw resourceNotFound(`Could not find endpoint "${endpoint}".`);
    }
    return {
      ...input,
      [BENCHMARK]: 'InProgress',
      AIWorkloadConfigName: requireConfig(context, text(input, IDENTIFIER)),
    };
  },
  delete: endJobDeletion('AI benchmark job', BENCHMARK),
};

/** Recommendation jobs: how to deploy a model for a target of performance. */
export const aiRecommendationJob: ResourceKind = {
  name: 'AIRecommendationJob',
  ...notRun({ label: 'AI recommendation job', statusMember: RECOMMENDATION, endMember: 'EndTime' }),
  create(input, context) {
    requireConfig(context, text(input, IDENTIFIER));
    const output = object(input, 'OutputConfig');
    const group = text(output, 'ModelPackageGroupIdentifier');
    if (group !== undefined) required(context, 'ModelPackageGroup', 'model package group', group);
    if (output?.['S3OutputLocation'] === undefined) {
      throw validationError('OutputConfig.S3OutputLocation is needed: this machine has no default bucket.');
    }
    return { OptimizeModel: true, ...input, [RECOMMENDATION]: 'InProgress' };
  },
  delete: endJobDeletion('AI recommendation job', RECOMMENDATION),
};
