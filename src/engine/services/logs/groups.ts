import { type JsonHandler } from '../../protocols/awsJson.ts';
import { AwsError } from '../../http/awsError.ts';
import { type JsonObject, text } from '../../json.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup } from '../../store/logCatalog.ts';
import { groupArn, groupByIdentifier, invalidParameter, required } from './names.ts';
import { pageOf } from './paging.ts';
import { stringsOf, tagsOf } from './tags.ts';

function describe(logs: FileLogStore, group: LogGroup, accountId: string): JsonObject {
  const arn = groupArn(group, accountId);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    storedBytes: logs.storedBytes(group),
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.logGroupClass,
    logGroupArn: arn,
    deletionProtectionEnabled: group.deletionProtected,
  };
}

/** CreateLogGroup, DeleteLogGroup, PutLogGroupDeletionProtection, DescribeLogGroups. */
export function groupOperations(
  logs: FileLogStore,
  accountId: string,
): Readonly<Record<string, JsonHandler>> {
  return {
    CreateLogGroup(input, request) {
      logs.createGroup(request.scope.region, required(input, 'logGroupName'), {
        kmsKeyId: text(input, 'kmsKeyId'),
        logGroupClass: text(input, 'logGroupClass') ?? 'STANDARD',
        deletionProtected: input['deletionProtectionEnabled'] === true,
        tags: tagsOf(input),
      });
      return {};
    },

    DeleteLogGroup(input, request) {
      const group = logs.group(request.scope.region, required(input, 'logGroupName'));
      if (group.deletionProtected) {
        const message = `The log group ${group.name} is protected from deletion.`;
        throw new AwsError('ValidationException', message);
      }
      logs.deleteGroup(group);
      return {};
    },

    PutLogGroupDeletionProtection(input, request) {
      const group = groupByIdentifier(logs, required(input, 'logGroupIdentifier'), request);
      logs.updateGroup(group, { deletionProtected: input['deletionProtectionEnabled'] === true });
      return {};
    },

    DescribeLogGroups(input, request) {
      const prefix = text(input, 'logGroupNamePrefix');
      const pattern = text(input, 'logGroupNamePattern');
      const wantedClass = text(input, 'logGroupClass');
      const identifiers = stringsOf(input, 'logGroupIdentifiers');
      if (prefix !== undefined && pattern !== undefined) {
        throw invalidParameter(
          'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
        );
      }
      const named = identifiers?.map((identifier) => groupByIdentifier(logs, identifier, request).id);
      const found = logs
        .groups(request.scope.region)
        .filter((group) => group.name.startsWith(prefix ?? '') && group.name.includes(pattern ?? ''))
        .filter((group) => wantedClass === undefined || group.logGroupClass === wantedClass)
        .filter((group) => named === undefined || named.includes(group.id));
      const { page, nextToken } = pageOf(found, ({ name }) => name, input);
      return { logGroups: page.map((group) => describe(logs, group, accountId)), nextToken };
    },
  };
}
