import { number } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup } from '../../store/logCatalog.ts';
import { invalidParameter, required } from './names.ts';

const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
export const DAY = 24 * 60 * 60 * 1000;

/** The oldest time (milliseconds) whose events the group still shows; 0 when it keeps them for ever. */
export function retainedFrom(group: LogGroup, now = Date.now()): number {
  return group.retentionInDays === undefined ? 0 : now - group.retentionInDays * DAY;
}

/** PutRetentionPolicy, DeleteRetentionPolicy. Events past their time are hidden; their bytes go with the stream. */
export function retentionOperations(logs: FileLogStore): Readonly<Record<string, JsonHandler>> {
  return {
    PutRetentionPolicy(input, request) {
      const group = logs.group(request.scope.region, required(input, 'logGroupName'));
      const days = number(input, 'retentionInDays') ?? 0;
      if (!DAYS.includes(days)) {
        throw invalidParameter(
          `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: ` +
            `Member must satisfy enum value set: [${DAYS.join(', ')}]`,
        );
      }
      logs.updateGroup(group, { retentionInDays: days });
      return {};
    },
    DeleteRetentionPolicy(input, request) {
      const group = logs.group(request.scope.region, required(input, 'logGroupName'));
      logs.updateGroup(group, { retentionInDays: undefined });
      return {};
    },
  };
}
