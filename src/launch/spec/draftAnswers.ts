import type { CreateTrainingJobRequest, MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { Choice } from '../../messages/launch.ts';
import type { BundleView } from '../../messages/launchInputs.ts';
import type { InstanceFacts } from '../../messages/launchInstances.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import { Asked } from './asked.ts';
import { hostGroups } from './costText.ts';
import { fieldsOf, isFields, textOf } from './json.ts';
import type { LaunchFacts, ScriptFacts, SpotJob } from './launchFacts.ts';
import type { Answers } from './launchPage.ts';
import type { FoundPlaces, LaunchPlaces } from './launchPlaces.ts';
import type { ChannelSpec, LaunchSpec } from './launchSpec.ts';

/** A question, whatever its answer is. */
type Question = Pick<Asked<unknown>, 'pending' | 'error' | 'forget' | 'askAnew'>;

/** All questions of a draft, each asked again only when what it depends on has changed. */
export class DraftAnswers {
  #facts: LaunchFacts;
  readonly #delay: number;
  readonly #changed: () => void;
  readonly #script: Asked<ScriptFacts>;
  readonly #scripts: Asked<readonly Choice[]>;
  readonly #bundle: Asked<BundleView>;
  readonly #places: Asked<FoundPlaces>;
  readonly #images: Asked<readonly Choice[]>;
  readonly #roles: Asked<readonly Choice[]>;
  readonly #instances: Asked<InstanceFacts>;
  readonly #spotJobs: Asked<readonly SpotJob[]>;
  readonly #preview: Asked<readonly string[]>;
  readonly #taken: Asked<boolean>;
  readonly #problems: Asked<readonly Problem[]>;
  #notes: Asked<string>[] = [];

  /** @param changed hears of every answer. @param delay milliseconds that questions over the network wait for a newer one. */
  constructor(facts: LaunchFacts, delay: number, changed: () => void) {
    this.#facts = facts;
    this.#delay = delay;
    this.#changed = changed;
    this.#script = new Asked(changed, false);
    this.#scripts = new Asked(changed, true);
    this.#bundle = new Asked(changed, true);
    this.#places = new Asked(changed, false);
    this.#images = new Asked(changed, true);
    this.#roles = new Asked(changed, true);
    this.#instances = new Asked(changed, true);
    this.#spotJobs = new Asked(changed, true);
    this.#preview = new Asked(changed, true);
    this.#taken = new Asked(changed, false);
    this.#problems = new Asked(changed, true);
  }

  /** Where the files will be; undefined while that is not known. */
  get places(): LaunchPlaces | undefined {
    return this.#places.value?.places;
  }

  get placesError(): unknown {
    return this.#places.error ?? new Error('Where the files of the launch go is not known.');
  }

  /** Asks what has changed. @param request made when it is needed: it depends on places. */
  ask(spec: LaunchSpec, jobName: string, request: () => CreateTrainingJobRequest): void {
    const facts = this.#facts;
    const { sourceFolder, script, channels } = spec;
    if (sourceFolder === '') [this.#script, this.#scripts, this.#bundle].forEach((asked) => asked.forget());
    else this.#askSource(spec);
    this.#places.ask(key(sourceFolder, script, channels), (signal) => facts.places(spec, signal));
    this.#askNotes(channels);
    this.#roles.ask('roles', (signal) => facts.roles(signal));
    this.#spotJobs.ask('spot', (signal) => facts.spotJobs(signal));
    const reading = this.#script.value?.reading;
    const isRead = reading !== undefined || this.#script.error !== undefined || sourceFolder === '';
    // The frameworks of the script, and what it runs on, decide what is offered first.
    if (isRead)
      this.#images.ask(key(sourceFolder, script, reading?.frameworks, hostTypes(spec)), (signal) =>
        facts.images(spec, reading, signal),
      );
    this.#askRequest(spec, jobName, request);
  }

  #askSource(spec: LaunchSpec): void {
    const facts = this.#facts;
    const { sourceFolder, script, channels } = spec;
    this.#scripts.ask(sourceFolder, (signal) => facts.scripts(sourceFolder, signal));
    const onDisk = channels.flatMap(({ source }) => ('path' in source ? [source.path] : []));
    this.#bundle.ask(key(sourceFolder, script, onDisk), (signal, told) => facts.bundle(spec, told, signal));
    if (script === '') this.#script.forget();
    else
      this.#script.ask(key(sourceFolder, script), (signal) => facts.readScript(sourceFolder, script, signal));
  }

  #askRequest(spec: LaunchSpec, jobName: string, request: () => CreateTrainingJobRequest): void {
    const facts = this.#facts;
    const wanted = [...new Set([...hostTypes(spec), ...spec.fallbackInstanceTypes])];
    this.#instances.ask(key(wanted), (signal) => facts.instances(wanted, signal), this.#delay);
    const definitions = metricDefinitions(spec);
    this.#preview.ask(
      key(definitions.length > 0 && spec.script, definitions),
      (signal) => facts.metricPreview(spec.script, definitions, signal),
      this.#delay,
    );
    if (jobName === '') this.#taken.forget();
    else this.#taken.ask(jobName, (signal) => facts.isTaken(jobName, signal), this.#delay);
    // Without places it would be asked about buckets that nobody means.
    if (!this.#places.value) return;
    const { TrainingJobName: _name, HyperParameters: _values, ...asked } = request();
    this.#problems.ask(key(asked), (signal) => facts.problems(request(), signal), this.#delay);
  }

  #askNotes(channels: readonly ChannelSpec[]): void {
    for (const note of this.#notes.splice(channels.length)) note.forget();
    for (const [index, channel] of channels.entries()) {
      const note = (this.#notes[index] ??= new Asked(this.#changed, false));
      note.ask(key(channel), (signal) => this.#facts.channelNote(channel, signal), this.#delay);
    }
  }

  answers(): Answers {
    return {
      script: this.#script.value,
      scripts: this.#scripts.value,
      bundle: this.#bundle.value,
      channelNotes: this.#notes.map(({ value }) => value),
      images: this.#images.value,
      roles: this.#roles.value,
      instances: this.#instances.value?.rows,
      instanceNotes: this.#instances.value?.notes,
      diskProblems: this.#places.value?.problems,
      spotJobs: this.#spotJobs.value,
      metricPreview: this.#preview.value,
      isTaken: this.#taken.value,
      problems: this.#problems.value,
      failures: this.#failures(),
    };
  }

  /** Waits until the script has been read, or could not be. */
  async scriptRead(): Promise<void> {
    await this.#script.pending;
  }

  /** Waits until nothing is under way, what follows from answers included. */
  async settled(): Promise<void> {
    for (;;) {
      const pending = this.#all().flatMap((asked) => asked.pending ?? []);
      if (pending.length === 0) return;
      await Promise.all(pending);
    }
  }

  /** Takes away what the disk has answered: it is asked again with the next question. */
  forgetFiles(): void {
    const files = [this.#script, this.#scripts, this.#bundle, this.#places, this.#images, ...this.#notes];
    for (const asked of files) asked.askAnew();
  }

  /** Asks another connection from now on: what the one before has answered goes, what the disk has stays. */
  moveTo(facts: LaunchFacts): void {
    this.#facts = facts;
    const ofDisk: readonly Question[] = [this.#script, this.#scripts, this.#bundle];
    for (const asked of this.#all()) if (!ofDisk.includes(asked)) asked.forget();
  }

  /** Takes all answers away, and asks no more until someone asks again. */
  forget(): void {
    for (const asked of this.#all()) asked.forget();
  }

  #all(): Question[] {
    return [
      this.#script,
      this.#scripts,
      this.#bundle,
      this.#places,
      this.#images,
      this.#roles,
      this.#instances,
      this.#spotJobs,
      this.#preview,
      this.#taken,
      this.#problems,
      ...this.#notes,
    ];
  }

  #failures(): Problem[] {
    const failed: readonly (readonly [Question, Problem['field'], string, Problem['severity']])[] = [
      [this.#script, 'script', 'The script cannot be read', 'error'],
      [this.#scripts, 'script', 'The folder’s scripts cannot be listed', 'warning'],
      [this.#bundle, 'bundle', 'The source folder cannot be read', 'error'],
      [this.#places, 'page', 'Where the files go cannot be told', 'error'],
      [this.#images, 'page', 'Images cannot be looked up', 'warning'],
      [this.#roles, 'page', 'Roles cannot be listed', 'warning'],
      [this.#instances, 'page', 'Rates and quotas cannot be looked up', 'warning'],
      [this.#spotJobs, 'page', 'Earlier spot jobs cannot be looked up', 'warning'],
      [this.#preview, 'page', 'The last log cannot be read', 'warning'],
      [this.#taken, 'page', 'Whether the job’s name is free cannot be told', 'warning'],
      [this.#problems, 'page', 'Role, buckets, image and quota could not be checked', 'warning'],
    ];
    return failed.flatMap(([{ error }, field, what, severity]) =>
      error === undefined ? [] : [{ field, path: [], message: `${what}: ${said(error)}`, severity }],
    );
  }
}

function hostTypes({ request }: LaunchSpec): string[] {
  return hostGroups(fieldsOf(request)).map(({ instanceType }) => instanceType);
}

function metricDefinitions(spec: LaunchSpec): MetricDefinition[] {
  const given: unknown = fieldsOf(spec.request.AlgorithmSpecification)['MetricDefinitions'];
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return list
    .filter(isFields)
    .map(({ Name, Regex }) => ({ Name: textOf(Name) ?? '', Regex: textOf(Regex) ?? '' }));
}

function key(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
