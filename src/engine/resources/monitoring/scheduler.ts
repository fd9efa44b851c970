import { text } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { type FamilyParts } from '../catalogue.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { createAlert, evaluateAlert } from './alertEvaluation.ts';
import { alertKey, monitoringAlert } from './monitoringAlert.ts';
import { EXECUTION } from './monitoringExecution.ts';
import { dueNext, dueOf, runsOnce, SCHEDULE } from './monitoringSchedule.ts';

/** Timers do not reach further; what is due later is looked at again. */
const LONGEST_WAIT_MS = 3_600_000;

/** Begins the executions of monitoring schedules when they are due. */
export class MonitoringScheduler implements Behaviour {
  #parts: FamilyParts | undefined;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** To be called once, before anything is served. */
  attach(parts: FamilyParts): void {
    this.#parts = parts;
    parts.store.onChange((record) => {
      if (record.kind === SCHEDULE) this.#watch(record);
      if (record.kind === EXECUTION) {
        evaluateAlert(parts, text(record.document, 'MonitoringScheduleName') ?? '', record.region);
      }
    });
  }

  start(record: ResourceRecord): void {
    createAlert(this.#there(), record);
  }

  /** What was due while no engine ran is left out, as schedules cannot run without one; a `NOW` is made up for. */
  recover(record: ResourceRecord): void {
    const { store } = this.#there();
    const due = dueOf(record);
    const now = store.now();
    if (due !== undefined && due < now && !runsOnce(record)) store.patch(record, dueNext(record, now));
    else this.#watch(record);
  }

  async onDelete(record: ResourceRecord): Promise<void> {
    this.#cancel(record.arn);
    const { region, name } = record;
    this.#there().store.remove({ kind: monitoringAlert.name, region, name: alertKey(name) });
    return Promise.resolve();
  }

  async close(): Promise<void> {
    for (const arn of [...this.#timers.keys()]) this.#cancel(arn);
    return Promise.resolve();
  }

  #watch(record: ResourceRecord): void {
    this.#cancel(record.arn);
    const due = dueOf(record);
    if (due === undefined) return;
    const { store, log } = this.#there();
    const wait = Math.min(Math.max(due - store.now(), 0), LONGEST_WAIT_MS);
    const timer = setTimeout(() => {
      const found = store.get(record);
      if (!found || dueOf(found) !== due) return;
      try {
        if (due > store.now()) this.#watch(found);
        else this.#run(found, due);
      } catch (error) {
        log(`The execution of ${record.arn} could not begin`, error);
      }
    }, wait);
    this.#timers.set(record.arn, timer);
  }

  #run(schedule: ResourceRecord, due: number): void {
    const { store, of } = this.#there();
    const { document } = schedule;
    const id = `${schedule.name}-${due.toString(36)}`;
    // First the execution, then what is due next: a crash between the two leaves nothing out.
    if (!store.get({ kind: EXECUTION, region: schedule.region, name: id })) {
      of(EXECUTION).create(
        {
          MonitoringExecutionId: id,
          MonitoringScheduleName: schedule.name,
          ScheduledTime: epochSeconds(due),
          EndpointName: document['EndpointName'],
          MonitoringJobDefinitionName: document['MonitoringJobDefinitionName'],
          MonitoringType: document['MonitoringType'],
        },
        requestOf(schedule),
      );
    }
    store.patch(schedule, dueNext(schedule, runsOnce(schedule) ? undefined : store.now(), id));
  }

  #cancel(arn: string): void {
    clearTimeout(this.#timers.get(arn));
    this.#timers.delete(arn);
  }

  #there(): FamilyParts {
    if (!this.#parts) throw new Error('The scheduler was not attached.');
    return this.#parts;
  }
}
