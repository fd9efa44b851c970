import { call } from '../sdk.ts';
import { byArns, type Finder, mostOfOne } from './finder.ts';

/** The schedules that watch an endpoint. */
export const schedules: Finder = async (from, { resource }, signal) => {
  const { MonitoringScheduleSummaries: found = [] } = await call(
    from,
    'ListMonitoringSchedules',
    { EndpointName: resource.name, MaxResults: mostOfOne },
    signal,
  );
  return byArns(
    'used by',
    found.map((schedule) => schedule.MonitoringScheduleArn),
  );
};

/** The processing jobs that a schedule's executions ran; their outputs are its reports. */
export const executions: Finder = async (from, { resource }, signal) => {
  const { MonitoringExecutionSummaries: found = [] } = await call(
    from,
    'ListMonitoringExecutions',
    {
      MonitoringScheduleName: resource.name,
      SortBy: 'ScheduledTime',
      SortOrder: 'Descending',
      MaxResults: 20,
    },
    signal,
  );
  return byArns(
    'made',
    found.map((execution) => execution.ProcessingJobArn),
  );
};
