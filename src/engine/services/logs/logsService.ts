import * as schemas from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../http/awsError.ts';
import { type Service } from '../../http/message.ts';
import { awsJsonService } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { filterLogEvents } from './filterLogEvents.ts';
import { getLogEvents } from './getLogEvents.ts';
import { listLogGroups } from './listLogGroups.ts';
import { getLogGroupFields } from './logGroupFields.ts';
import { testMetricFilter } from './testMetricFilter.ts';
import { groupOperations } from './groups.ts';
import { insightsOperations, type InsightsParts } from './insights/insights.ts';
import { invalidParameter } from './names.ts';
import { putLogEvents } from './putLogEvents.ts';
import { retentionOperations } from './retention.ts';
import { startLiveTail } from './startLiveTail.ts';
import { streamOperations } from './streams.ts';
import { tagOperations } from './tags.ts';

/** CloudWatch Logs over a store of files. */
export function createLogsService(parts: InsightsParts): Service {
  const { logs, accountId } = parts;
  return awsJsonService({
    signingNames: ['logs'],
    targetPrefix: 'Logs_20140328',
    schemas,
    constraints: constraintsOf('logs'),
    invalidInput: invalidParameter,
    unsupported: (operation) =>
      new AwsError('UnknownOperationException', `The local engine does not have the operation ${operation}.`),
    handlers: {
      ...groupOperations(logs, accountId),
      ListLogGroups: listLogGroups(logs, accountId),
      GetLogGroupFields: getLogGroupFields(logs),
      TestMetricFilter: testMetricFilter,
      ...retentionOperations(logs),
      ...streamOperations(logs, accountId),
      ...tagOperations(logs),
      PutLogEvents: putLogEvents(logs),
      GetLogEvents: getLogEvents(logs),
      FilterLogEvents: filterLogEvents(logs),
      StartLiveTail: startLiveTail(logs, accountId),
      ...insightsOperations(parts),
    },
  });
}
