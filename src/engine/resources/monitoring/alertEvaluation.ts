import { randomUUID } from 'node:crypto';
import { number, text } from '../../json.ts';
import { type FamilyParts } from '../catalogue.ts';
import { extract } from '../listFilters.ts';
import { type ResourceRecord } from '../record.ts';
import { ALERT_NAME, alertKey, monitoringAlert, monitoringAlertChange } from './monitoringAlert.ts';
import { EXECUTION, FAILURES } from './monitoringExecution.ts';
import { requestOf } from '../requestOf.ts';

/** How many of a schedule's latest executions failed; those still under way do not count. */
function failures({ store }: FamilyParts, alert: ResourceRecord, schedule: string, period: number): number {
  const { records } = store.list({
    kind: EXECUTION,
    region: alert.region,
    where: [
      `${extract('MonitoringScheduleName')} = ?`,
      `${extract('MonitoringExecutionStatus')} NOT IN ('Pending', 'InProgress', 'Stopping')`,
      // A schedule of the same name that was deleted has executions too.
      'created_at >= ?',
    ],
    values: [schedule, alert.createdAt],
    sort: { sql: 'created_at' },
    descending: true,
    limit: period,
  });
  return records.filter(({ document }) =>
    FAILURES.includes(text(document, 'MonitoringExecutionStatus') ?? ''),
  ).length;
}

/** Sets a schedule's alert by its latest executions, and keeps each change in the history. */
export function evaluateAlert(parts: FamilyParts, schedule: string, region: string): void {
  const alert = parts.store.get({ kind: monitoringAlert.name, region, name: alertKey(schedule) });
  if (!alert) return;
  const failed = failures(parts, alert, schedule, number(alert.document, 'EvaluationPeriod') ?? 1);
  const status = failed >= (number(alert.document, 'DatapointsToAlert') ?? 1) ? 'InAlert' : 'OK';
  if (status === alert.document['AlertStatus']) return;
  parts.of(monitoringAlert.name).change(alert, { AlertStatus: status });
  parts.of(monitoringAlertChange.name).create(
    {
      MonitoringAlertChangeId: randomUUID(),
      MonitoringScheduleName: schedule,
      MonitoringAlertName: ALERT_NAME,
      AlertStatus: status,
    },
    requestOf(alert),
  );
}

/** The alert that a new schedule begins with. */
export function createAlert(parts: FamilyParts, schedule: ResourceRecord): void {
  parts.of(monitoringAlert.name).create(
    {
      MonitoringScheduleName: schedule.name,
      MonitoringAlertName: ALERT_NAME,
      AlertStatus: 'OK',
      DatapointsToAlert: 1,
      EvaluationPeriod: 1,
      Actions: { ModelDashboardIndicator: { Enabled: true } },
    },
    requestOf(schedule),
  );
}
