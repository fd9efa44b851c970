import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import { compileMetric } from '../../analysis/training/metricRegex.ts';
import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';

/** Of each host's log; the last lines are those that a person remembers. */
const mostLines = 1000;

/**
 * What the definitions find in a job's log, a line each: `loss: 12 times, last 0.031`.
 * @returns nothing when the job has no log
 * @throws what CloudWatch Logs answers
 */
export async function metricPreview(
  connection: Pick<Connection, 'logs'>,
  jobName: string,
  definitions: readonly MetricDefinition[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { DescribeLogStreamsCommand, GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await connection.logs();
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const options = { abortSignal: signal };
  try {
    const { logStreams: [stream] = [] } = await client.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${jobName}/`, limit: 1 }),
      options,
    );
    if (stream?.logStreamName === undefined) return [];
    const { events = [] } = await client.send(
      new GetLogEventsCommand({
        logGroupName,
        logStreamName: stream.logStreamName,
        limit: mostLines,
        startFromHead: false,
      }),
      options,
    );
    return previewOf(
      events.map(({ message = '' }) => message),
      definitions,
    );
  } catch (error) {
    if (explain(error).reason === 'not-found') return [];
    throw error;
  }
}

/** The same for lines that are at hand; a pattern that is none finds nothing, and the check says why. */
function previewOf(lines: readonly string[], definitions: readonly MetricDefinition[]): string[] {
  return definitions.flatMap(({ Name = '', Regex = '' }) => {
    let pattern: RegExp;
    try {
      pattern = compileMetric(Regex);
    } catch {
      return [];
    }
    // As the job's own reader: the first group, else all that matches.
    const values = lines.flatMap((line) => {
      const match = pattern.exec(line);
      return match?.[1] ?? match?.[0] ?? [];
    });
    const last = values.at(-1);
    if (last === undefined) return [`${Name}: not in the last log`];
    return [
      `${Name}: ${values.length === 1 ? 'once' : `${values.length} times`} in the last log, last ${last}`,
    ];
  });
}
