import type { Connection } from '../connection/connection.ts';
import { CloudWatchSource } from './follow/cloudWatchSource.ts';
import { EndpointSubject } from './follow/endpointSubject.ts';
import type { LogSource } from './follow/logSource.ts';
import type { Subject } from './follow/subject.ts';
import type { TailKind } from './follow/tailKind.ts';
import { TrainingJobSubject } from './follow/trainingJobSubject.ts';

/** Where a tail begins: at the first line, with the last so many of each stream, or at a time (milliseconds since the epoch). */
export type TailStart = 'start' | { readonly last: number } | { readonly time: number };

/** What can be tailed. */
export interface TailTarget {
  readonly kind: TailKind;
  readonly name: string;
  /** For kinds whose name alone does not find them: pipeline executions, apps. */
  readonly arn?: string;
  /** Only this variant of an endpoint. */
  readonly variant?: string;
  /** Only this host: `algo-2`, an instance's id. */
  readonly host?: string;
  /** Only this step of a pipeline's execution. */
  readonly step?: string;
  /** What is usual for the kind when absent: jobs from the start, endpoints the last hour. */
  readonly from?: TailStart;
}

/** An endpoint's log may go back months; of one that serves, this much is shown. Milliseconds. */
const endpointHistory = 3_600_000;

/** A job or endpoint with the streams that it writes. */
export function openTarget(
  connection: Connection,
  { kind, name }: TailTarget,
): { subject: Subject; source: LogSource; note?: string } {
  if (kind === 'trainingJob') {
    const source = new CloudWatchSource(connection, {
      group: '/aws/sagemaker/TrainingJobs',
      prefix: `${name}/`,
    });
    return { subject: new TrainingJobSubject(connection, name), source };
  }
  const place = {
    group: `/aws/sagemaker/Endpoints/${name}`,
    prefix: '',
    since: Date.now() - endpointHistory,
  };
  return {
    subject: new EndpointSubject(connection, name),
    source: new CloudWatchSource(connection, place),
    note: 'the last hour, and what comes',
  };
}
