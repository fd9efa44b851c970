import { validationError } from '../../http/awsError.ts';
import { number, object, text, type JsonObject } from '../../json.ts';
import { conflict } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { checkedDefinition } from './checkDefinition.ts';

export const PIPELINE = 'Pipeline';
export const VERSION = 'PipelineVersion';

/** The number of a pipeline's latest version. */
export function latestVersion({ document }: ResourceRecord): number {
  return number(object(document, 'engine'), 'version') ?? 1;
}

/** Key of a pipeline's version. */
export function versionKey(pipeline: string, version: number): string {
  return `${pipeline}/${version}`;
}

/** Pipelines: what is done, in what order. Their definitions are checked before they are kept. */
export const pipeline: ResourceKind = {
  name: PIPELINE,
  // The SageMaker SDK's upsert waits for these words.
  exists: ({ name }) =>
    validationError(
      `Pipeline names must be unique within an AWS account and region. Pipeline with name (${name}) already exists.`,
    ),
  create(input) {
    checkedDefinition(text(input, 'PipelineDefinition') ?? '');
    return { ...input, PipelineStatus: 'Active', engine: { version: 1 } };
  },
  update(record, input) {
    const definition = text(input, 'PipelineDefinition');
    if (definition !== undefined) checkedDefinition(definition);
    return {
      ...given(input, 'PipelineDefinition', 'PipelineDisplayName', 'PipelineDescription'),
      ...given(input, 'RoleArn', 'ParallelismConfiguration'),
      engine: { version: latestVersion(record) + 1 },
    };
  },
  delete({ name }, _input, { all }) {
    for (const { document } of all('PipelineExecution')) {
      const running = ['Executing', 'Stopping'].includes(text(document, 'PipelineExecutionStatus') ?? '');
      if (running && document['PipelineName'] === name) {
        throw conflict(`The pipeline ${name} has executions that run; stop them before it can be deleted.`);
      }
    }
    return {};
  },
  describe: ({ document }) => ({ LastExecutionTime: document['LastRunTime'] }),
  filters: { PipelineNamePrefix: '' },
  listed: ({ name }, input) => name.startsWith(text(input, 'PipelineNamePrefix') ?? ''),
};

/** What a pipeline was at one of its updates. */
export const pipelineVersion: ResourceKind = {
  name: VERSION,
  nameMember: 'PipelineVersionKey',
  arnMember: 'PipelineVersionArn',
  arnType: 'pipeline',
  arnPath: (key) => key.replace('/', '/version/'),
  filters: { PipelineName: 'PipelineName' },
};

/** The members of a pipeline that its versions keep. */
export function versionDocument(record: ResourceRecord): JsonObject {
  const version = latestVersion(record);
  const { document } = record;
  return {
    PipelineVersionKey: versionKey(record.name, version),
    PipelineVersionId: version,
    PipelineName: record.name,
    PipelineArn: record.arn,
    ...given(document, 'PipelineDefinition', 'PipelineDisplayName', 'PipelineDescription'),
    ...given(document, 'RoleArn', 'ParallelismConfiguration'),
  };
}
