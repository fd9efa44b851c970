import { number } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';

export const EXECUTION = 'MonitoringExecution';
/** What counts for an alert. */
export const FAILURES: readonly string[] = ['Failed', 'CompletedWithViolations'];

/** One run of a monitoring schedule; it outlives the schedule. */
export const monitoringExecution: ResourceKind = {
  name: EXECUTION,
  nameMember: 'MonitoringExecutionId',
  arnMember: 'MonitoringExecutionArn',
  statusMember: 'MonitoringExecutionStatus',
  initialStatus: 'Pending',
  settles: {
    Pending: {
      to: 'Failed',
      afterMs: 1500,
      change: () => ({
        FailureReason: 'The local engine does not run monitoring jobs yet: no captured data was analyzed.',
      }),
    },
  },
  filters: {
    MonitoringScheduleName: 'MonitoringScheduleName',
    EndpointName: 'EndpointName',
    MonitoringJobDefinitionName: 'MonitoringJobDefinitionName',
    MonitoringTypeEquals: 'MonitoringType',
    StatusEquals: 'MonitoringExecutionStatus',
    ScheduledTimeAfter: '',
    ScheduledTimeBefore: '',
  },
  sorts: { ScheduledTime: 'ScheduledTime', Status: 'MonitoringExecutionStatus' },
  listed({ document }, input) {
    const time = number(document, 'ScheduledTime') ?? 0;
    const [after, before] = ['ScheduledTimeAfter', 'ScheduledTimeBefore'].map((m) => number(input, m));
    return (after === undefined || time > after) && (before === undefined || time < before);
  },
};
