import { AwsError } from '../../../http/awsError.ts';
import { type EngineRequest } from '../../../http/message.ts';
import { type JsonObject, number, text } from '../../../json.ts';
import { type JsonHandler } from '../../../protocols/awsJson.ts';
import { type FileLogStore } from '../../../store/fileLogStore.ts';
import { type LogGroup } from '../../../store/logCatalog.ts';
import { groupByIdentifier, invalidParameter } from '../names.ts';
import { stringsOf } from '../tags.ts';
import { type Queries } from './queries.ts';

const MOST_GROUPS = 50;
const DEFAULT_ROWS = 10_000;
/** Seconds since the epoch do not come so far; who gives more means milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

function requestedGroups(logs: FileLogStore, input: JsonObject, request: EngineRequest): LogGroup[] {
  const one = text(input, 'logGroupName');
  const names = stringsOf(input, 'logGroupNames');
  const identifiers = stringsOf(input, 'logGroupIdentifiers');
  const given = [one === undefined ? undefined : [one], names, identifiers].filter(
    (list) => list !== undefined,
  );
  const [found] = given;
  if (given.length !== 1 || !found)
    throw invalidParameter(
      'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.',
    );
  if (found.length === 0) throw invalidParameter('At least one log group must be specified.');
  if (found.length > MOST_GROUPS)
    throw invalidParameter(`No more than ${MOST_GROUPS} log groups can be queried at once.`);
  const groups = found.map((identifier) => groupByIdentifier(logs, identifier, request));
  return [...new Map(groups.map((group) => [group.id, group])).values()];
}

/** Milliseconds since the epoch of a member in seconds. */
function time(input: JsonObject, member: string): number {
  const value = number(input, member) ?? 0;
  return value >= FIRST_MILLISECONDS ? value : value * 1000;
}

/** StartQuery: the query is understood at once and run in the background. */
export function startQuery(logs: FileLogStore, queries: Queries, accountId: string): JsonHandler {
  return (input, request) => {
    const language = text(input, 'queryLanguage') ?? 'CWLI';
    if (language !== 'CWLI')
      throw invalidParameter(`The local engine understands Logs Insights QL (CWLI), and not ${language}.`);
    const from = time(input, 'startTime');
    const end = time(input, 'endTime');
    if (from > end) throw invalidParameter('The start time of a query must not lie after its end time.');
    const groups = requestedGroups(logs, input, request);
    const isInfrequent = groups.find(({ logGroupClass }) => logGroupClass === 'DELIVERY');
    if (isInfrequent)
      throw new AwsError(
        'InvalidParameterException',
        `Log groups of the class DELIVERY cannot be queried: ${isInfrequent.name}`,
      );
    const run = queries.start({
      region: request.scope.region,
      accountId,
      groups,
      queryString: text(input, 'queryString') ?? '',
      from,
      // The end's whole second is inside.
      to: end % 1000 === 0 ? end + 999 : end,
      limit: number(input, 'limit') ?? DEFAULT_ROWS,
    });
    return { queryId: run.id };
  };
}
