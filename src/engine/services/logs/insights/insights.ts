import { type JsonHandler } from '../../../protocols/awsJson.ts';
import { type EngineLog } from '../../../log.ts';
import { type Database } from '../../../store/database.ts';
import { type FileLogStore } from '../../../store/fileLogStore.ts';
import { getLogRecord } from './getLogRecord.ts';
import { Queries } from './queries.ts';
import { queryDefinitionOperations } from './queryDefinitions.ts';
import { queryOperations } from './queryResults.ts';
import { startQuery } from './startQuery.ts';

export interface InsightsParts {
  readonly logs: FileLogStore;
  readonly database: Database;
  readonly accountId: string;
  readonly log: EngineLog;
}

/** CloudWatch Logs Insights: queries over the stored events, and saved queries. */
export function insightsOperations(parts: InsightsParts): Readonly<Record<string, JsonHandler>> {
  const { logs, database, accountId, log } = parts;
  const queries = new Queries(logs, log);
  return {
    StartQuery: startQuery(logs, queries, accountId),
    ...queryOperations(queries),
    ...queryDefinitionOperations(database),
    GetLogRecord: getLogRecord(logs),
  };
}
