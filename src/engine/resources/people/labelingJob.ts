import { randomUUID } from 'node:crypto';
import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { requireStatus } from '../requireStatus.ts';
import { requireOwn } from './flowDefinition.ts';

const STATUS = 'LabelingJobStatus';
const NOBODY =
  'The local engine does not run labeling jobs yet: it has no worker portal in which people could label.';
/** What AWS names only by its ARN tells the kind of task: these need a name that ends in `-ref`. */
const REFERENCES = /(?:PRE|ACS)-(?:Adjustment)?(?:SemanticSegmentation|VideoObject\w+|3DPointCloud\w+)$/;

function requireAttribute(input: JsonObject): void {
  const name = text(input, 'LabelAttributeName') ?? '';
  if (name.endsWith('-metadata')) throw validationError("LabelAttributeName cannot end with '-metadata'.");
  const task = text(object(input, 'HumanTaskConfig'), 'PreHumanTaskLambdaArn') ?? '';
  if (REFERENCES.test(task) && !name.endsWith('-ref')) {
    throw validationError("LabelAttributeName must end with '-ref' for this type of task.");
  }
}

function requireOneSource(input: JsonObject): void {
  const source = object(object(input, 'InputConfig'), 'DataSource');
  if (source?.['S3DataSource'] === undefined && source?.['SnsDataSource'] === undefined) {
    throw validationError('InputConfig.DataSource needs S3DataSource or SnsDataSource.');
  }
}

/** Labeling jobs. Nobody can label on this machine, so a job fails, and says why. */
export const labelingJob: ResourceKind = {
  name: 'LabelingJob',
  listOrder: 'Ascending',
  exists: ({ arn }) => resourceInUse(`A labeling job with this name already exists (${arn}).`),
  notFound: (_key, arn) => resourceNotFound(`Labeling job ${arn} does not exist.`),
  create(input, context) {
    requireAttribute(input);
    requireOneSource(input);
    const task = object(input, 'HumanTaskConfig');
    requireOwn(text(task, 'WorkteamArn'), 'Workteam', context);
    requireOwn(text(object(task, 'UiConfig'), 'HumanTaskUiArn'), 'HumanTaskUi', context);
    return {
      ...input,
      WorkteamArn: text(task, 'WorkteamArn'),
      LabelCounters: {
        ...{ TotalLabeled: 0, HumanLabeled: 0, MachineLabeled: 0, FailedNonRetryableError: 0, Unlabeled: 0 },
        ...{ PendingHuman: 0, Total: 0 },
      },
      JobReferenceCode: randomUUID().replaceAll('-', ''),
      [STATUS]: 'Initializing',
    };
  },
  stop(record) {
    requireStatus(record, STATUS, ['Initializing', 'InProgress'], validationError, 'Stopping');
    return { [STATUS]: 'Stopping' };
  },
  settles: {
    Initializing: { to: 'InProgress', afterMs: 1500 },
    InProgress: { to: 'Failed', afterMs: 3000, change: () => ({ FailureReason: NOBODY }) },
    Stopping: { to: 'Stopped', afterMs: 1000 },
  },
  filters: { WorkteamArn: '$.WorkteamArn' },
  describe({ document, arn }) {
    const task = object(document, 'HumanTaskConfig');
    const consolidation = object(task, 'AnnotationConsolidationConfig');
    return {
      PreHumanTaskLambdaArn: text(task, 'PreHumanTaskLambdaArn'),
      AnnotationConsolidationLambdaArn: text(consolidation, 'AnnotationConsolidationLambdaArn'),
      NumberOfHumanWorkersPerDataObject: task?.['NumberOfHumanWorkersPerDataObject'],
      WorkRequesterAccountId: arn.split(':')[4],
    };
  },
};
