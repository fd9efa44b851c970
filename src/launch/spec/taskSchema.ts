import { membersOf, requiredOf } from '../../analysis/shapes/members.ts';
import { elementShape, limitsOf, memberShape, type LaunchShapes, type Shape } from './launchShapes.ts';

/** A JSON schema, as `contributes.taskDefinitions` takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Made by the launch. */
const notInRequest = ['HyperParameters', 'InputDataConfig'];

/** The properties of a task definition of type `sagemaker`; the request's are made from the SDK's schema. */
export function taskProperties(shapes: LaunchShapes): Readonly<Record<string, JsonSchema>> {
  const root: Shape = { schema: shapes.schema, name: undefined };
  const input = memberShape(
    shapes,
    root,
    'InputDataConfig',
    shapes.schema.getMemberSchema('InputDataConfig'),
  );
  const channel = elementShape(shapes, input);
  const source = memberShape(shapes, channel, 'DataSource', channel.schema.getMemberSchema('DataSource'));
  const s3 = memberShape(shapes, source, 'S3DataSource', source.schema.getMemberSchema('S3DataSource'));
  const distributions = { type: 'string', enum: ['FullyReplicated', 'ShardedByS3Key'] };
  return {
    script: text('The script that is run, relative to the source folder: a .py, .sh or .ipynb file.'),
    sourceFolder: text(
      'The folder that is sent with the script, relative to the workspace folder. Default: the workspace folder.',
    ),
    sourceUri: text('In place of a source folder: an archive that is in S3 already.'),
    hyperparameters: { type: 'object', description: 'What the script gets as --name value.' },
    hyperparameterTexts: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description:
        'Of a clone: hyperparameters as its job had written them, such as 1.0 where the value is 1.',
    },
    channels: {
      type: 'object',
      description:
        'The data by channel: a path to upload or an S3 URI. The script finds it under SM_CHANNEL_<NAME>.',
      additionalProperties: {
        anyOf: [
          { type: 'string' },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              path: text('A file or folder that is uploaded.'),
              dataSource: schemaOf(shapes, source, []),
              distribution: distributions,
              s3Options: schemaOf(shapes, s3, ['S3Uri', 'S3DataDistributionType']),
              options: schemaOf(shapes, channel, ['ChannelName', 'DataSource']),
            },
          },
        ],
      },
    },
    distribution: {
      type: 'object',
      description: 'How several processes or hosts train together.',
      required: ['strategy'],
      additionalProperties: false,
      properties: {
        strategy: {
          type: 'string',
          enum: [
            'torchrun',
            'mpi',
            'parameterServer',
            'multiWorkerMirrored',
            'torchXla',
            'dataParallel',
            'modelParallel',
          ],
        },
        processesPerHost: { type: 'integer', minimum: 1 },
        mpiOptions: { type: 'string' },
        parameters: { type: 'object' },
        instanceGroups: { type: 'array', items: { type: 'string' } },
      },
    },
    baseJobName: text('The job’s name begins with it; a time follows.'),
    fallbackInstanceTypes: {
      type: 'array',
      items: { type: 'string' },
      description: 'Instance types that are tried, in this order, when there is no capacity or quota.',
    },
    request: {
      ...schemaOf(shapes, root, notInRequest),
      description:
        'Members of CreateTrainingJob’s request. RoleArn and TrainingImage are chosen when they are not here.',
    },
  };
}

function text(description: string): JsonSchema {
  return { type: 'string', description };
}

/** Required members are not demanded: the launch fills some in, and tells of the others. */
function schemaOf(
  shapes: LaunchShapes,
  shape: Shape,
  without: readonly string[],
  isRequired = false,
): JsonSchema {
  const { schema } = shape;
  const limits = limitsOf(shapes, shape);
  if (schema.isStructSchema()) {
    const members = [...membersOf(schema)].filter(([name]) => !without.includes(name));
    const properties = members.map(
      ([name, member]) =>
        [name, schemaOf(shapes, memberShape(shapes, shape, name, member), [], true)] as const,
    );
    const required = isRequired ? requiredOf(schema) : [];
    return {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && {
        required: required.filter((name) => name !== 'TrainingInputMode' && name !== 'S3OutputPath'),
      }),
    };
  }
  const { min, max } = limits ?? {};
  if (schema.isListSchema())
    return {
      type: 'array',
      items: schemaOf(shapes, elementShape(shapes, shape), [], true),
      ...(min !== undefined && min > 0 && { minItems: min }),
      ...(max !== undefined && { maxItems: max }),
    };
  if (schema.isMapSchema())
    return {
      type: 'object',
      additionalProperties: schemaOf(shapes, elementShape(shapes, shape), [], true),
      ...(max !== undefined && { maxProperties: max }),
    };
  if (schema.isBooleanSchema()) return { type: 'boolean' };
  if (schema.isNumericSchema())
    return {
      type: 'integer',
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    };
  if (limits?.enum) return { type: 'string', enum: limits.enum };
  return {
    type: 'string',
    ...(min !== undefined && min > 0 && { minLength: min }),
    ...(max !== undefined && { maxLength: max }),
  };
}
