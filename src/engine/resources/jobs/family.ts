import { type Family } from '../catalogue.ts';
import { withTags } from '../withTags.ts';
import { autoMLJob } from './autoMLJob.ts';
import { autoMLCandidate, autoMLOperations } from './autoMLVersions.ts';
import { aiBenchmarkJob, aiRecommendationJob, aiWorkloadConfig } from './benchmarkJobs.ts';
import { compilationJob } from './compilationJob.ts';
import { genericJob } from './genericJob.ts';
import {
  inferenceRecommendationsJob,
  inferenceRecommendationsJobStep,
  recommendationOperations,
} from './inferenceRecommendationsJob.ts';
import { optimizationJob } from './optimizationJob.ts';
import { processingJob } from './processingJob.ts';
import { transformJob } from './transformJob.ts';
import { listTuningTrainingJobs, tuningJob } from './tuningJob.ts';

const TAGGED = ['AIBenchmarkJob', 'AIRecommendationJob', 'AIWorkloadConfig', 'Job'];
const SCHEMAS = 'AWS does not publish the schemas of job configurations outside this operation';

/** Jobs beside training jobs. */
export const jobs: Family = {
  name: 'Jobs',
  kinds: [
    processingJob,
    transformJob,
    tuningJob,
    autoMLJob,
    autoMLCandidate,
    compilationJob,
    optimizationJob,
    inferenceRecommendationsJob,
    inferenceRecommendationsJobStep,
    aiWorkloadConfig,
    aiBenchmarkJob,
    aiRecommendationJob,
    genericJob,
  ],
  operations: (parts) => ({
    ...autoMLOperations(parts),
    ...recommendationOperations(parts),
    ...withTags(parts, TAGGED),
    ListTrainingJobsForHyperParameterTuningJob: listTuningTrainingJobs(parts),
  }),
  notHere: { DescribeJobSchemaVersion: SCHEMAS, ListJobSchemaVersions: SCHEMAS },
};
