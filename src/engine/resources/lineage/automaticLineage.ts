import { object, text } from '../../json.ts';
import { type EngineLog } from '../../log.ts';
import { type ResourceRecord } from '../record.ts';
import { type ResourceStore } from '../resourceStore.ts';
import { artifactId } from './artifact.ts';
import { associate } from './associations.ts';
import {
  begun,
  componentName,
  inputs,
  modelArtifacts,
  moved,
  primaryStatus,
  trainingImage,
} from './jobComponent.ts';

/**
 * Keeps the lineage that AWS makes by itself of training jobs: a trial component for each, artifacts for its image, its
 * data and its model, and how they are associated; in the trial that the job names, when it is there.
 */
export class AutomaticLineage {
  readonly #store: ResourceStore;
  readonly #log: EngineLog;
  readonly #stop: () => void;
  #closed = false;

  constructor(store: ResourceStore, log: EngineLog) {
    this.#store = store;
    this.#log = log;
    this.#stop = store.onChange((record) => {
      if (record.kind === 'TrainingJob') this.#later(record);
    });
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  /** After the answer: nobody waits for it. What a crash leaves out comes with the job's next status. */
  #later(job: ResourceRecord): void {
    setImmediate(() => {
      try {
        if (!this.#closed) this.#track(job);
      } catch (error) {
        this.#log(`The lineage of ${job.arn} could not be kept`, error);
      }
    });
  }

  #track(job: ResourceRecord): void {
    const status = primaryStatus(job);
    const key = { kind: 'TrialComponent', region: job.region, name: componentName(job) };
    const known = this.#store.get(key);
    if (status === undefined || text(object(known?.document, 'Status'), 'PrimaryStatus') === status) return;
    const component = known ? this.#store.patch(key, moved(job, status)) : this.#begin(job, status);
    if (!component) return;
    this.#associate(job, component);
  }

  #begin(job: ResourceRecord, status: string): ResourceRecord {
    const name = componentName(job);
    const trial = text(object(job.document, 'ExperimentConfig'), 'TrialName');
    const found = trial !== undefined && this.#store.get({ kind: 'Trial', region: job.region, name: trial });
    const arn = this.#arn(job, `experiment-trial-component/${name}`);
    return this.#store.insert(
      { kind: 'TrialComponent', region: job.region, name, arn },
      {
        ...begun(job),
        ...moved(job, status),
        TrialComponentArn: arn,
        ...(found ? { engine: { trials: [found.name] } } : {}),
      },
    );
  }

  #associate(job: ResourceRecord, component: ResourceRecord): void {
    const image = trainingImage(job);
    const sources = inputs(job).map(({ uri }) => this.#artifact(job, uri, 'DataSet'));
    if (image !== undefined) sources.push(this.#artifact(job, image, 'Image'));
    for (const source of sources) associate(this.#store, source, component, 'ContributedTo');
    const model = primaryStatus(job) === 'Completed' ? modelArtifacts(job) : undefined;
    if (model !== undefined) {
      associate(this.#store, component, this.#artifact(job, model, 'Model'), 'Produced');
    }
  }

  /** The artifact of a URI: the same for everybody who uses it. */
  #artifact(job: ResourceRecord, uri: string, type: string): ResourceRecord {
    const source = { SourceUri: uri };
    const name = artifactId(source);
    const key = { kind: 'Artifact', region: job.region, name };
    const arn = this.#arn(job, `artifact/${name}`);
    return (
      this.#store.get(key) ??
      this.#store.insert({ ...key, arn }, { ArtifactArn: arn, ArtifactType: type, Source: source })
    );
  }

  #arn(job: ResourceRecord, resource: string): string {
    return `${job.arn.split(':').slice(0, 5).join(':')}:${resource}`;
  }
}
