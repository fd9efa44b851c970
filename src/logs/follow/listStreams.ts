import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isMissing } from './errors.ts';
import type { LogPlace } from './logPlace.ts';

export interface ListedStreams {
  /** No page is asked for once there are so many. */
  readonly most?: number;
  /** Waited for before each request. */
  readonly turn?: (signal: AbortSignal) => Promise<void>;
}

/**
 * The names of a group's streams that begin with a prefix, in their order; none while the group is not there: it comes with
 * the first job that ever writes.
 * @throws what CloudWatch Logs answers else
 */
export async function listStreams(
  client: CloudWatchLogsClient,
  { group, prefix }: Pick<LogPlace, 'group' | 'prefix'>,
  signal: AbortSignal,
  { most = Infinity, turn }: ListedStreams = {},
): Promise<string[]> {
  const { DescribeLogStreamsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const names: string[] = [];
  let nextToken: string | undefined;
  try {
    do {
      await turn?.(signal);
      const page = await client.send(
        new DescribeLogStreamsCommand({
          logGroupName: group,
          ...(prefix !== '' && { logStreamNamePrefix: prefix }),
          ...(nextToken !== undefined && { nextToken }),
        }),
        { abortSignal: signal },
      );
      names.push(...(page.logStreams ?? []).flatMap(({ logStreamName }) => logStreamName ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined && names.length < most);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return names;
}
