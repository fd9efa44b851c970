import { number, object, text } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type ResourceRecord } from '../record.ts';
import { below } from './below.ts';
import { parseDefinition, type PipelineDefinition, type PipelineStep } from './definition.ts';
import { EXECUTION, executionStatus, STEP, stepStatus } from './execution.ts';
import { lookupOf } from './lookup.ts';
import { VERSION, versionKey } from './pipeline.ts';
import { isReady } from './readiness.ts';
import { beginStep } from './stepActions.ts';
import { keepBegun, settleStep, stopStep } from './stepRecords.ts';
import { type Lookup } from './values.ts';

const FAILURE = 'Step failure: One or multiple steps failed.';

/** Goes through the steps of executions. All that it knows is stored: after a crash it goes on where it was. */
export class PipelineRunner implements Behaviour {
  #parts: FamilyParts | undefined;
  /** Executions by the ARN of what one of their steps waits for. */
  readonly #waiting = new Map<string, ResourceRecord>();
  readonly #soon = new Map<string, NodeJS.Immediate>();

  /** To be called once, before anything is served. */
  attach(parts: FamilyParts): void {
    this.#parts = parts;
    parts.store.onChange(({ arn }) => {
      const execution = this.#waiting.get(arn);
      if (execution) this.advance(execution);
    });
  }

  start(execution: ResourceRecord): void {
    this.advance(execution);
  }

  stop(execution: ResourceRecord): void {
    this.advance(execution);
  }

  recover(execution: ResourceRecord): void {
    this.advance(execution);
  }

  async close(): Promise<void> {
    for (const soon of this.#soon.values()) clearImmediate(soon);
    this.#soon.clear();
    return Promise.resolve();
  }

  /** Looks soon at what can be done next of an execution; the caller does not wait. */
  advance(execution: ResourceRecord): void {
    if (this.#soon.has(execution.arn)) return;
    const soon = setImmediate(() => {
      this.#soon.delete(execution.arn);
      const { store, log } = this.#there();
      const found = store.get(execution);
      try {
        if (found) this.#step(found);
      } catch (error) {
        log(`The pipeline execution ${execution.arn} cannot go on`, error);
        store.patch(execution, {
          PipelineExecutionStatus: 'Failed',
          FailureReason: 'InternalServerError: The local engine failed on this execution; its log says why.',
        });
      }
    });
    this.#soon.set(execution.arn, soon);
  }

  #step(execution: ResourceRecord): void {
    if (!['Executing', 'Stopping'].includes(executionStatus(execution))) return;
    const parts = this.#there();
    const definition = this.#definition(execution);
    for (const step of below(parts, STEP, execution)) this.#settle(step, execution);
    const states = new Map(
      below(parts, STEP, execution).map((step) => [text(step.document, 'StepName') ?? '', step]),
    );
    const all = [...states.values()];
    const running = all.filter((step) => ['Executing', 'Starting', 'Stopping'].includes(stepStatus(step)));
    const failed = all.some((step) => stepStatus(step) === 'Failed');
    const stopping = executionStatus(execution) === 'Stopping';
    if (stopping) for (const step of running) stopStep(parts, step);
    const ready =
      failed || stopping ? [] : definition.steps.filter((step) => isReady(step, states, execution));
    if (running.length === 0 && ready.length === 0) {
      this.#finish(execution, failed ? 'Failed' : stopping ? 'Stopped' : 'Succeeded');
      return;
    }
    const limit = number(object(execution.document, 'ParallelismConfiguration'), 'MaxParallelExecutionSteps');
    const free = ready.slice(0, Math.max((limit ?? 50) - running.length, 0));
    const lookup = lookupOf(parts, execution, definition, (name) => states.get(name));
    for (const step of free) this.#begin(execution, step, lookup, states.get(step.name));
    // What began may have ended at once, and others may follow.
    if (free.length > 0) this.advance(execution);
  }

  #definition(execution: ResourceRecord): PipelineDefinition {
    const { store } = this.#there();
    const { document, region } = execution;
    const pipeline = text(document, 'PipelineName') ?? '';
    const name = versionKey(pipeline, number(document, 'PipelineVersionId') ?? 1);
    const version = store.get({ kind: VERSION, region, name });
    const definition = parseDefinition(text(version?.document, 'PipelineDefinition') ?? '');
    if (!definition) throw new Error(`The definition of ${name} is gone.`);
    return definition;
  }

  #begin(
    execution: ResourceRecord,
    step: PipelineStep,
    lookup: Lookup,
    before: ResourceRecord | undefined,
  ): void {
    const parts = this.#there();
    const begun = beginStep(parts, execution, step, lookup);
    keepBegun(parts, execution, step, begun, before);
    if (begun.resource && begun.status === 'Executing') this.#waiting.set(begun.resource.arn, execution);
  }

  #settle(step: ResourceRecord, execution: ResourceRecord): void {
    const settled = settleStep(this.#there(), step);
    if (settled?.isOver) this.#waiting.delete(settled.arn);
    else if (settled) this.#waiting.set(settled.arn, execution);
  }

  #finish(execution: ResourceRecord, status: string): void {
    this.#there()
      .of(EXECUTION)
      .change(execution, {
        PipelineExecutionStatus: status,
        ...(status === 'Failed' ? { FailureReason: FAILURE } : {}),
      });
  }

  #there(): FamilyParts {
    if (!this.#parts) throw new Error('The runner of pipelines was not attached.');
    return this.#parts;
  }
}
