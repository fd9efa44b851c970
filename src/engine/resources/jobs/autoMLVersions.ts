import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { listHandler } from '../listing.ts';
import { problemType } from './autoMLJob.ts';

const SECOND = 'AutoMLJobInputDataConfig';

/** A job of the first version as DescribeAutoMLJobV2 shows it: its problem is always tabular. */
function asSecondVersion(document: JsonObject): JsonObject {
  if (document[SECOND] !== undefined) {
    return { ...document, AutoMLProblemTypeConfigName: problemType(document) };
  }
  const channels = objects(document, 'InputDataConfig');
  const config = object(document, 'AutoMLJobConfig');
  const tabular = {
    CandidateGenerationConfig: config?.['CandidateGenerationConfig'],
    CompletionCriteria: config?.['CompletionCriteria'],
    Mode: config?.['Mode'],
    GenerateCandidateDefinitionsOnly: document['GenerateCandidateDefinitionsOnly'],
    ProblemType: document['ProblemType'],
    TargetAttributeName: channels[0]?.['TargetAttributeName'],
    SampleWeightAttributeName: channels[0]?.['SampleWeightAttributeName'],
  };
  return {
    ...document,
    [SECOND]: channels,
    AutoMLProblemTypeConfig: { TabularJobConfig: tabular },
    AutoMLProblemTypeConfigName: 'Tabular',
    SecurityConfig: config?.['SecurityConfig'],
    DataSplitConfig: config?.['DataSplitConfig'],
  };
}

/** The candidates that a job has tried. */
export const autoMLCandidate = {
  name: 'AutoMLCandidate',
  plural: 'CandidatesForAutoMLJob',
  nameMember: 'CandidateName',
  arnMember: 'CandidateArn',
  statusMember: 'CandidateStatus',
  listOrder: 'Ascending',
  filters: {
    AutoMLJobName: 'AutoMLJobName',
    CandidateNameEquals: 'CandidateName',
    StatusEquals: 'CandidateStatus',
  },
  sorts: { FinalObjectiveMetricValue: '$.FinalAutoMLJobObjectiveMetric.Value', Status: 'CandidateStatus' },
} as const;

/** The operations of AutoML jobs that have two versions, and the list of a job's candidates. */
export function autoMLOperations(parts: FamilyParts): Record<string, JsonHandler> {
  const jobs = parts.of('AutoMLJob');
  const candidates = listHandler(parts.of(autoMLCandidate.name), parts);
  if (!candidates) throw new Error('The schemas do not have the list of AutoML candidates.');
  return {
    CreateAutoMLJobV2: (input, request) => ({ AutoMLJobArn: jobs.create(input, request).arn }),
    DescribeAutoMLJob: (input, request) => {
      const found = jobs.find(input, request);
      if (found.document[SECOND] === undefined) return jobs.describe(found, request);
      const name = text(input, 'AutoMLJobName') ?? '';
      throw validationError(
        `The AutoML job "${name}" was created by CreateAutoMLJobV2: use DescribeAutoMLJobV2.`,
      );
    },
    DescribeAutoMLJobV2: (input, request) =>
      asSecondVersion(jobs.describe(jobs.find(input, request), request)),
    ListCandidatesForAutoMLJob: (input, request) => {
      jobs.find(input, request);
      return candidates(input, request);
    },
  };
}
