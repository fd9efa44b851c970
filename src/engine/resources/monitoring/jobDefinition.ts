import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';

export const MONITORING_TYPES = ['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability'] as const;

/** @throws AwsError where an endpoint to be monitored is not there */
export function requireMonitored(input: JsonObject | undefined, context: Pick<KindContext, 'find'>): void {
  const endpoint = text(object(input, 'EndpointInput'), 'EndpointName');
  if (endpoint !== undefined && !context.find('Endpoint', endpoint)) {
    throw validationError(`Could not find endpoint "${endpoint}".`);
  }
  if ((endpoint === undefined) === (object(input, 'BatchTransformInput') === undefined)) {
    throw validationError(
      'A monitoring input must have exactly one of EndpointInput and BatchTransformInput.',
    );
  }
}

/** What is compared with a baseline by each run of a monitoring schedule, of one of four types. */
export function jobDefinition(type: string): ResourceKind {
  const member = `${type}JobInput`;
  return {
    name: `${type}JobDefinition`,
    create(input, context) {
      requireMonitored(object(input, member), context);
      return input;
    },
    describe: (record) => ({
      MonitoringJobDefinitionName: record.name,
      MonitoringJobDefinitionArn: record.arn,
      EndpointName: object(object(record.document, member), 'EndpointInput')?.['EndpointName'] ?? '',
    }),
    filters: { EndpointName: `$.${member}.EndpointInput.EndpointName` },
  };
}
