import { type Family } from '../catalogue.ts';
import { evaluateAlert } from './alertEvaluation.ts';
import { jobDefinition, MONITORING_TYPES } from './jobDefinition.ts';
import { alertOperations, monitoringAlert, monitoringAlertChange } from './monitoringAlert.ts';
import { monitoringExecution } from './monitoringExecution.ts';
import { monitoringSchedule } from './monitoringSchedule.ts';
import { MonitoringScheduler } from './scheduler.ts';

/** Model Monitor: what is looked at, when, and who is told. */
export function monitoring(): Family {
  const scheduler = new MonitoringScheduler();
  return {
    name: 'Model Monitor',
    kinds: [
      ...MONITORING_TYPES.map(jobDefinition),
      monitoringSchedule(scheduler),
      monitoringExecution,
      monitoringAlert,
      monitoringAlertChange,
    ],
    operations(parts) {
      scheduler.attach(parts);
      return alertOperations(parts, (schedule, region) => evaluateAlert(parts, schedule, region));
    },
  };
}
