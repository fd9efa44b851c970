import { AwsError, validationError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { number, object, text, type JsonObject } from '../../json.ts';
import { type EngineParts } from '../../parts.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { kindHandlers } from '../kindHandlers.ts';
import { listHandler } from '../listing.ts';
import { given } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { below } from './below.ts';
import { latestVersion, PIPELINE, VERSION, versionDocument, versionKey } from './pipeline.ts';

const LONGEST_DEFINITION = 1_048_576;

/** The request with its definition in it, read from S3 when that is where it is. @throws AwsError */
async function withDefinition(input: JsonObject, objects: EngineParts['objects']): Promise<JsonObject> {
  const { PipelineDefinitionS3Location: _place, ...rest } = input;
  const place = object(input, 'PipelineDefinitionS3Location');
  if (!place) return rest;
  if (input['PipelineDefinition'] !== undefined) {
    throw validationError('PipelineDefinition and PipelineDefinitionS3Location cannot both be given.');
  }
  const [bucket, key] = [text(place, 'Bucket') ?? '', text(place, 'ObjectKey') ?? ''];
  const uri = `s3://${bucket}/${key}`;
  if ((objects.head(bucket, key)?.size ?? 0) > LONGEST_DEFINITION) {
    throw validationError(`The pipeline definition at ${uri} is longer than ${LONGEST_DEFINITION} bytes.`);
  }
  try {
    const chunks = await objects.read(bucket, key).toArray();
    return { ...rest, PipelineDefinition: Buffer.concat(chunks as Uint8Array[]).toString() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(`The pipeline definition at ${uri} cannot be read: ${error.message}`);
  }
}

/** A pipeline's version. @throws AwsError `ResourceNotFound` */
export function versionOf({ store }: FamilyParts, pipeline: ResourceRecord, wanted?: number): ResourceRecord {
  const version = wanted ?? latestVersion(pipeline);
  const { region, name } = pipeline;
  const found = store.get({ kind: VERSION, region, name: versionKey(name, version) });
  if (!found) throw resourceNotFound(`Pipeline version ${version} of ${pipeline.arn} does not exist.`);
  return found;
}

/** The operations of pipelines and of their versions. */
export function pipelineOperations(
  parts: FamilyParts,
  objects: EngineParts['objects'],
): Record<string, JsonHandler> {
  const pipelines = parts.of(PIPELINE);
  const versions = parts.of(VERSION);
  const listVersions = listHandler(versions, parts);
  const update = kindHandlers(pipelines, parts)[`Update${PIPELINE}`];
  if (!listVersions || !update) throw new Error('The schemas do not have the operations of pipelines.');
  const keep = (record: ResourceRecord): void => {
    versions.create(versionDocument(record), requestOf(record));
  };
  const find = (input: JsonObject, request: EngineRequest): ResourceRecord => pipelines.find(input, request);

  return {
    CreatePipeline: async (input, request) => {
      const complete = await withDefinition(input, objects);
      if (complete['PipelineDefinition'] === undefined) {
        throw validationError('Either PipelineDefinition or PipelineDefinitionS3Location must be provided.');
      }
      const record = pipelines.create(complete, request);
      const { region } = record;
      const key = versionKey(record.name, latestVersion(record));
      if (!parts.store.get({ kind: VERSION, region, name: key })) keep(record);
      return { PipelineArn: record.arn };
    },
    UpdatePipeline: async (input, request) => {
      await update(await withDefinition(input, objects), request);
      const record = find(input, request);
      keep(record);
      return { PipelineArn: record.arn, PipelineVersionId: latestVersion(record) };
    },
    DescribePipeline: (input, request) => {
      const record = find(input, request);
      const wanted = number(input, 'PipelineVersionId');
      const version = versionOf(parts, record, wanted).document;
      return {
        ...pipelines.describe(record, request),
        ...(wanted === undefined
          ? {}
          : given(version, 'PipelineDefinition', 'PipelineDescription', 'RoleArn')),
        ...given(version, 'PipelineVersionDisplayName', 'PipelineVersionDescription'),
      };
    },
    DeletePipeline: (input, request) => {
      const record = find(input, request);
      pipelines.remove(input, request);
      for (const kind of ['PipelineExecutionStep', 'PipelineExecution', VERSION]) {
        for (const one of below(parts, kind, record)) parts.store.remove(one);
      }
      return { PipelineArn: record.arn };
    },
    ListPipelineVersions: (input, request) =>
      listVersions({ ...input, PipelineName: find(input, request).name }, request),
    UpdatePipelineVersion: (input, request) => {
      const record = find({ PipelineName: text(input, 'PipelineArn') }, request);
      const version = versionOf(parts, record, number(input, 'PipelineVersionId'));
      versions.change(version, given(input, 'PipelineVersionDisplayName', 'PipelineVersionDescription'));
      return { PipelineArn: record.arn, PipelineVersionId: number(input, 'PipelineVersionId') };
    },
  };
}
