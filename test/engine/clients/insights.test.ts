import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { client, hasAwsCli, hasBoto3 } from './witness.ts';

const [awsCli, boto3] = await Promise.all([hasAwsCli(), hasBoto3()]);
const logGroupName = '/witness';
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  await engine.logs.send(new CreateLogGroupCommand({ logGroupName }));
  await engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  const logEvents = ['ERROR a', 'INFO b', 'ERROR c'].map((message) => ({ timestamp: Date.now(), message }));
  await engine.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
});
afterAll(() => engine.stop());

const range = (): readonly string[] => [
  String(Math.floor(Date.now() / 1000) - 600),
  String(Math.floor(Date.now() / 1000)),
];

describe.skipIf(!awsCli)('the unmodified AWS CLI', { timeout: 180_000 }, () => {
  const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
    const said = await client('aws', ['logs', ...args, '--output', 'json'], engine.clientEnvironment);
    return JSON.parse(said) as Record<string, unknown>;
  };

  it('queries, lists queries, and hears what is wrong', async () => {
    const [from = '', to = ''] = range();
    const named = ['--log-group-name', logGroupName, '--start-time', from, '--end-time', to];
    const query = 'filter @message like /ERROR/ | stats count(*) as errors';
    const { queryId } = await aws('start-query', ...named, '--query-string', query);
    const ask = () => aws('get-query-results', '--query-id', String(queryId));
    expect(await until(ask, ({ status }) => status === 'Complete')).toMatchObject({
      results: [[{ field: 'errors', value: '2' }]],
      statistics: { recordsMatched: 2, recordsScanned: 3 },
    });
    expect(await aws('describe-queries')).toMatchObject({ queries: [{ queryId, status: 'Complete' }] });
    await expect(aws('start-query', ...named, '--query-string', 'patern @message')).rejects.toThrow(
      'MalformedQueryException',
    );
  });
});

const SCRIPT = `
import boto3, json, sys, time
logs = boto3.client("logs")
query = logs.start_query(logGroupName="/witness", startTime=int(sys.argv[1]), endTime=int(sys.argv[2]),
                         queryString='parse @message "* *" as level, what | filter level = "ERROR" | display what', limit=5)
while True:
    answer = logs.get_query_results(queryId=query["queryId"])
    if answer["status"] not in ("Scheduled", "Running"):
        break
    time.sleep(0.05)
print(json.dumps([[f["value"] for f in row if f["field"] != "@ptr"] for row in answer["results"]]))
try:
    logs.start_query(logGroupName="/witness", startTime=0, endTime=1, queryString="filter (")
except logs.exceptions.MalformedQueryException as error:
    print(json.dumps(error.response["queryCompileError"]["location"]))
`;

describe.skipIf(!boto3)('boto3', { timeout: 180_000 }, () => {
  it('queries, and hears where a query is wrong', async () => {
    const said = await client('python3', ['-c', SCRIPT, ...range()], engine.clientEnvironment);
    const [rows, location] = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toEqual([['c'], ['a']]);
    expect(location).toMatchObject({ startCharOffset: 8 });
  });
});
