import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';
import type { Connection } from '../../../../src/connection/connection.ts';
import { metricPreview } from '../../../../src/launch/page/metricPreview.ts';

it('finds in the last log what the training will find: by groups named as in Python, and without a group', async () => {
  const events = ['loss=0.5', 'loss=0.25', 'done 7'].map((message) => ({ message }));
  const send = (command: unknown) =>
    Promise.resolve(
      command instanceof DescribeLogStreamsCommand
        ? { logStreams: [{ logStreamName: 'j/algo-1' }] }
        : { events },
    );
  const connection = { logs: () => Promise.resolve({ send }) } as unknown as Connection;
  const definitions = [
    { Name: 'loss', Regex: '(?i)LOSS=(?P<value>[0-9.]+)' },
    { Name: 'whole', Regex: '[0-9]+$' },
    { Name: 'none', Regex: 'accuracy=([0-9.]+)' },
    { Name: 'broken', Regex: '(' },
  ];
  expect(await metricPreview(connection, 'j', definitions, new AbortController().signal)).toEqual([
    'loss: 2 times in the last log, last 0.25',
    'whole: 3 times in the last log, last 7',
    'none: not in the last log',
  ]);
});
