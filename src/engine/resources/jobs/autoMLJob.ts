import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { notRun } from './notRun.ts';

/** `TabularJobConfig` → `Tabular`. */
export function problemType(document: JsonObject): string | undefined {
  const [member] = Object.keys(object(document, 'AutoMLProblemTypeConfig') ?? {});
  return member?.replace(/JobConfig$/, '');
}

/** What DescribeAutoMLJob and DescribeAutoMLJobV2 say was derived from the request. */
function resolved(input: JsonObject): JsonObject {
  const tabular = object(object(input, 'AutoMLProblemTypeConfig'), 'TabularJobConfig');
  const criteria = object(object(input, 'AutoMLJobConfig') ?? tabular, 'CompletionCriteria');
  const problem = input['ProblemType'] ?? tabular?.['ProblemType'];
  return {
    AutoMLJobObjective: input['AutoMLJobObjective'],
    ProblemType: problem,
    CompletionCriteria: criteria,
    ...(tabular
      ? { AutoMLProblemTypeResolvedAttributes: { TabularResolvedAttributes: { ProblemType: problem } } }
      : {}),
  };
}

function check(input: JsonObject): void {
  const first = objects(input, 'InputDataConfig');
  const second = objects(input, 'AutoMLJobInputDataConfig');
  const types = [...first, ...second].map((channel) => text(channel, 'ChannelType') ?? 'training');
  if (new Set(types).size < types.length) {
    throw validationError(
      'There can be one training and one validation channel; a channel type is there twice.',
    );
  }
  const targets = new Set(first.map((channel) => channel['TargetAttributeName']));
  if (targets.size > 1) throw validationError('All channels must have the same TargetAttributeName.');
  if (
    (input['ProblemType'] === undefined) !== (input['AutoMLJobObjective'] === undefined) &&
    first.length > 0
  ) {
    throw validationError('ProblemType and AutoMLJobObjective must be given together or not at all.');
  }
  if (second.length > 0 && Object.keys(object(input, 'AutoMLProblemTypeConfig') ?? {}).length !== 1) {
    throw validationError('AutoMLProblemTypeConfig must have exactly one problem type.');
  }
  const deploy = object(input, 'ModelDeployConfig');
  if (deploy?.['AutoGenerateEndpointName'] === true && deploy['EndpointName'] !== undefined) {
    throw validationError('EndpointName cannot be given when AutoGenerateEndpointName is true.');
  }
}

/** AutoML jobs, of both versions of the request: which of them made a job is told by its input's member. */
export const autoMLJob: ResourceKind = {
  name: 'AutoMLJob',
  label: 'AutoML job',
  arnType: 'automl-job',
  ...notRun({
    label: 'AutoML job',
    statusMember: 'AutoMLJobStatus',
    endMember: 'EndTime',
    change: (AutoMLJobSecondaryStatus) => ({ AutoMLJobSecondaryStatus }),
  }),
  listSort: 'Name',
  create(input) {
    check(input);
    return {
      ...input,
      AutoMLJobStatus: 'InProgress',
      AutoMLJobSecondaryStatus: 'Starting',
      ResolvedAttributes: resolved(input),
    };
  },
};
