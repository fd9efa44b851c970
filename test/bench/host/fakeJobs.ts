import type { Proxy } from '../../host/suite/explorerKit.ts';

interface Asked {
  readonly StatusEquals?: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly TrainingJobName?: string;
}

/**
 * Has a proxy answer for training jobs, of which these run for ever.
 * @returns the moments of the list calls, filled as they come.
 */
export function serveJobs({ faults }: Proxy, count: number, running: ReadonlySet<number>): number[] {
  const moments: number[] = [];
  const created = Date.parse('2026-01-01T00:00:00Z') / 1000;
  const jobs = Array.from({ length: count }, (_, n) => ({
    TrainingJobName: `job-${n}`,
    TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/job-${n}`,
    TrainingJobStatus: running.has(n) ? 'InProgress' : 'Completed',
    // Newest first.
    CreationTime: created - n,
  }));
  const answer = (body: unknown) => JSON.stringify(body);
  faults.set('ListTrainingJobs', (response, input) => {
    moments.push(performance.now());
    const { StatusEquals, NextToken, MaxResults = 10 } = JSON.parse(input) as Asked;
    const found = jobs.filter((job) => !StatusEquals || job.TrainingJobStatus === StatusEquals);
    const start = Number(NextToken ?? 0);
    const end = start + MaxResults;
    const more = end < found.length ? { NextToken: String(end) } : {};
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(answer({ TrainingJobSummaries: found.slice(start, end), ...more }));
    return true;
  });
  faults.set('DescribeTrainingJob', (response, input) => {
    const { TrainingJobName } = JSON.parse(input) as Asked;
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(answer(jobs.find((job) => job.TrainingJobName === TrainingJobName)));
    return true;
  });
  return moments;
}
