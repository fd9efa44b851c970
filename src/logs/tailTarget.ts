import type { Connection } from '../connection/connection.ts';
import { CloudWatchSource } from './follow/cloudWatchSource.ts';
import { EndpointSubject } from './follow/endpointSubject.ts';
import type { LogSource } from './follow/logSource.ts';
import type { Subject } from './follow/subject.ts';
import { TrainingJobSubject } from './follow/trainingJobSubject.ts';

/** What can be tailed. */
export interface TailTarget {
  readonly kind: 'trainingJob' | 'endpoint';
  readonly name: string;
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
