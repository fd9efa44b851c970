import { validationError } from '../../http/awsError.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type ResourceKind } from '../kind.ts';
import { listHandler } from '../listing.ts';
import { resourceNotFound } from '../errors.ts';
import { SCHEDULE } from './monitoringSchedule.ts';

/** The alert that every monitoring schedule has. */
export const ALERT_NAME = 'DefaultAlert';

/** Key of a schedule's alert. */
export function alertKey(schedule: string, alert = ALERT_NAME): string {
  return `${schedule}/${alert}`;
}

/** Whether the latest executions of a schedule failed too often. */
export const monitoringAlert: ResourceKind = {
  name: 'MonitoringAlert',
  nameMember: 'MonitoringAlertName',
  arnMember: 'MonitoringAlertArn',
  statusMember: 'AlertStatus',
  key: (input) => alertKey(text(input, 'MonitoringScheduleName') ?? '', text(input, 'MonitoringAlertName')),
  filters: { MonitoringScheduleName: 'MonitoringScheduleName' },
};

/** The changes of alerts' statuses. */
export const monitoringAlertChange: ResourceKind = {
  name: 'MonitoringAlertChange',
  plural: 'MonitoringAlertHistory',
  nameMember: 'MonitoringAlertChangeId',
  arnMember: 'MonitoringAlertChangeArn',
  statusMember: 'AlertStatus',
  filters: {
    MonitoringScheduleName: 'MonitoringScheduleName',
    MonitoringAlertName: 'MonitoringAlertName',
    StatusEquals: 'AlertStatus',
  },
  sorts: { Status: 'AlertStatus' },
};

/** @returns the number of latest executions and how many of them must have failed. @throws AwsError when they do not fit */
function criteria(input: JsonObject): { DatapointsToAlert: number; EvaluationPeriod: number } {
  const DatapointsToAlert = number(input, 'DatapointsToAlert') ?? 1;
  const EvaluationPeriod = number(input, 'EvaluationPeriod') ?? 1;
  if (DatapointsToAlert > EvaluationPeriod) {
    throw validationError(
      `DatapointsToAlert ${DatapointsToAlert} is greater than EvaluationPeriod ${EvaluationPeriod}.`,
    );
  }
  return { DatapointsToAlert, EvaluationPeriod };
}

/** The operations of alerts. @param evaluate looks at a schedule's executions anew */
export function alertOperations(
  parts: FamilyParts,
  evaluate: (schedule: string, region: string) => void,
): Record<string, JsonHandler> {
  const schedules = parts.of(SCHEDULE);
  const alerts = parts.of(monitoringAlert.name);
  const list = listHandler(alerts, parts);
  if (!list) throw new Error('The schemas do not have the list of monitoring alerts.');
  return {
    ListMonitoringAlerts: (input, request) => {
      schedules.find(input, request);
      return list(input, request);
    },
    UpdateMonitoringAlert: (input, request) => {
      const schedule = schedules.find(input, request);
      const change = criteria(input);
      const name = text(input, 'MonitoringAlertName') ?? '';
      const alert = parts.store.get({
        kind: monitoringAlert.name,
        region: request.scope.region,
        name: alertKey(schedule.name, name),
      });
      if (!alert)
        throw resourceNotFound(`The monitoring schedule "${schedule.name}" has no alert "${name}".`);
      alerts.change(alert, change);
      evaluate(schedule.name, request.scope.region);
      return { MonitoringScheduleArn: schedule.arn, MonitoringAlertName: name };
    },
  };
}
