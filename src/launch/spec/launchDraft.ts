import type { CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { ConnectionWait, LaunchEdit, LaunchPage, TrialView } from '../../messages/launch.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import type { SectionSpec } from '../../messages/launchSections.ts';
import { jobNameFrom, stemOf } from '../jobName.ts';
import type { ScriptArgument } from '../script/scriptReading.ts';
import { applyEdit } from './applyEdit.ts';
import { createTrainingJobRequest } from './createTrainingJobRequest.ts';
import { DraftAnswers } from './draftAnswers.ts';
import type { LaunchFacts } from './launchFacts.ts';
import { launchPage, launchProblems, type LaunchState } from './launchPage.ts';
import type { LaunchPlaces } from './launchPlaces.ts';
import type { LaunchShapes } from './launchShapes.ts';
import type { LaunchSpec } from './launchSpec.ts';
import { sections } from './sections.ts';

export interface DraftParts {
  readonly spec: LaunchSpec;
  readonly facts: LaunchFacts;
  readonly shapes: LaunchShapes;
  /** The page says how the spec differs from it. */
  readonly clonedFrom?: DescribeTrainingJobResponse | LaunchSpec;
  /** Milliseconds that questions over the network wait for the next edit. */
  readonly delay?: number;
  readonly now?: () => Date;
}

/** A draft that can be sent: its request is exactly what the page showed. */
export interface ReadyLaunch {
  readonly spec: LaunchSpec;
  readonly jobName: string;
  readonly places: LaunchPlaces;
  readonly request: CreateTrainingJobRequest;
  readonly problems: readonly Problem[];
}

const defaultDelay = 300;

/**
 * A launch as it is being filled in: takes the page's edits, asks the world what follows from them, and tells the page
 * whenever something has changed. The specs that it hands out never change.
 */
export class LaunchDraft {
  readonly #parts: DraftParts;
  readonly #sections: readonly SectionSpec[];
  readonly #answers: DraftAnswers;
  readonly #listeners = new Set<(page: LaunchPage) => void>();
  #facts: LaunchFacts;
  #spec: LaunchSpec;
  #typed: ReadonlyMap<string, string> = new Map();
  #born: Date;
  #trial: TrialView | undefined;
  #busy: LaunchPage['busy'];
  #wait: ConnectionWait | undefined;
  #isTelling = false;
  #isDisposed = false;

  constructor(parts: DraftParts) {
    this.#parts = parts;
    this.#spec = parts.spec;
    this.#facts = parts.facts;
    this.#sections = sections(parts.shapes);
    this.#born = this.#now();
    this.#answers = new DraftAnswers(parts.facts, parts.delay ?? defaultDelay, () => this.#refresh());
    this.#refresh();
  }

  get spec(): LaunchSpec {
    return this.#spec;
  }

  /** What the job will be called. */
  get jobName(): string {
    const given: unknown = this.#spec.request.TrainingJobName;
    return typeof given === 'string' ? given : jobNameFrom(this.#baseJobName(), this.#born);
  }

  /** The page as it is now. */
  get page(): LaunchPage {
    return launchPage(this.#state(), this.#parts.shapes, this.#sections);
  }

  /** Waits until the script has been read, or could not be: there is little to fill in before. */
  scriptRead(): Promise<void> {
    return this.#answers.scriptRead();
  }

  /** Hears of every change, several at once told as one; and no more once it is disposed. */
  onDidChange(listener: (page: LaunchPage) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  edit(edit: LaunchEdit): void {
    if (edit.type === 'hyperparameter') this.#keepTyped(edit.name, edit.value);
    this.replace(applyEdit(this.#spec, edit, this.#declared()));
  }

  /** Takes another spec in place of this one: of another script, of the history, with a folder that was chosen. */
  replace(spec: LaunchSpec): void {
    this.#spec = spec;
    this.#refresh();
  }

  /**
   * Goes to another connection, and no longer waits for one. What is known of the disk stays, as does all that was typed.
   * @param spec as it can be sent there
   */
  moveTo(facts: LaunchFacts, spec: LaunchSpec): void {
    this.#facts = facts;
    this.#wait = undefined;
    this.#answers.moveTo(facts);
    this.replace(spec);
  }

  /** Says that there is no connection yet, and why. */
  waitFor(wait: ConnectionWait): void {
    this.#wait = wait;
    this.#tell();
  }

  /** Shows that something is under way, or no longer. */
  setBusy(busy: LaunchPage['busy']): void {
    this.#busy = busy;
    this.#tell();
  }

  /** What the last trial on this machine came to; undefined where there is none. */
  get trial(): TrialView | undefined {
    return this.#trial;
  }

  set trial(trial: TrialView | undefined) {
    this.#trial = trial;
    this.#tell();
  }

  /** Reads the files again: they may have been saved since. What else is known stays. */
  readAgain(): void {
    this.#answers.forgetFiles();
    this.#refresh();
  }

  /** Asks everything again: files, roles and rates may have changed since. */
  refresh(): void {
    this.#answers.forget();
    this.#refresh();
  }

  /** The same after a launch: a job's name that was made of the time becomes the next one's. */
  renew(): void {
    this.#born = this.#now();
    this.refresh();
  }

  /**
   * Waits for the answers that are under way.
   * @returns what to send; whether it may be sent, its problems say.
   * @throws what kept the launch's places from being known
   */
  async ready(): Promise<ReadyLaunch> {
    await this.#answers.settled();
    const { places } = this.#answers;
    if (!places) throw this.#answers.placesError;
    const state = this.#state();
    const problems = launchProblems(state, this.#parts.shapes);
    return { spec: this.#spec, jobName: this.jobName, places, request: state.request, problems };
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#listeners.clear();
    this.#answers.forget();
  }

  #now(): Date {
    return this.#parts.now?.() ?? new Date();
  }

  #baseJobName(): string {
    return this.#spec.baseJobName ?? stemOf(this.#spec.script);
  }

  #declared(): readonly ScriptArgument[] {
    return this.#answers.answers().script?.reading.arguments ?? [];
  }

  #keepTyped(name: string, value: string | undefined): void {
    const others = [...this.#typed].filter(([other]) => other !== name);
    this.#typed = new Map(value === undefined ? others : [...others, [name, value]]);
  }

  #state(): LaunchState {
    const facts = this.#facts;
    return {
      spec: this.#spec,
      typed: this.#typed,
      baseJobName: this.#baseJobName(),
      request: this.#request(),
      clonedFrom: this.#parts.clonedFrom,
      answers: this.#answers.answers(),
      place: facts.place,
      canDebugHere: facts.canDebugHere(this.#spec.script),
      trial: this.#trial,
      busy: this.#busy,
      wait: this.#wait,
    };
  }

  #request(): CreateTrainingJobRequest {
    const places = this.#answers.places ?? unknownPlaces(this.#facts.place.region);
    return createTrainingJobRequest(this.#spec, places, this.jobName);
  }

  #refresh(): void {
    if (this.#isDisposed) return;
    this.#answers.ask(this.#spec, this.jobName, () => this.#request());
    this.#tell();
  }

  /** Once for all that happens in one go. */
  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      if (this.#listeners.size === 0) return;
      const { page } = this;
      for (const listener of this.#listeners) listener(page);
    });
  }
}

/** Until it is known where the files will be; nothing is sent before. */
function unknownPlaces(region: string): LaunchPlaces {
  return {
    region,
    sourceUri: 's3://…/sourcedir.tar.gz',
    channelUri: (channel) => `s3://…/${channel}/`,
    outputUri: 's3://…',
  };
}
