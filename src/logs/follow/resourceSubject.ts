import { kindOf } from '../../catalog/catalog.ts';
import type { SageMaker } from '../../catalog/kind.ts';
import type { TailTarget } from '../tailTarget.ts';
import { isNoResource } from './errors.ts';
import type { Document, LogKind } from './kinds/logKind.ts';
import { logKinds } from './kinds/logKinds.ts';
import type { LogPlace } from './logPlace.ts';
import { resourceState } from './resourceState.ts';
import { type Subject, SubjectGone, type SubjectState } from './subject.ts';

/** A resource whose log is followed, of any kind that has one. */
export class ResourceSubject implements Subject {
  readonly title: string;
  readonly #from: SageMaker;
  readonly #target: TailTarget;
  readonly #logKind: LogKind;
  #document: Document | undefined;

  constructor(from: SageMaker, target: TailTarget) {
    this.title = `${sentence(kindOf(target.kind).singular)} ${[target.name, ...partOf(target)].join(' · ')}`;
    this.#from = from;
    this.#target = target;
    this.#logKind = logKinds[target.kind];
  }

  async look(signal: AbortSignal): Promise<SubjectState> {
    try {
      const document = await this.#logKind.describe(this.#from, this.#target, signal);
      this.#document = document as Document;
      return resourceState(this.#logKind, document);
    } catch (error) {
      if (!isNoResource(error)) throw error;
      const { kind, name } = this.#target;
      throw new SubjectGone(`There is no ${kindOf(kind).singular} "${name}".`, { cause: error });
    }
  }

  async places(signal: AbortSignal): Promise<readonly LogPlace[]> {
    return this.#placesOf(this.#target, this.#document, signal);
  }

  /** Its own, and those of the jobs that it has started, and of the jobs that those have. */
  async #placesOf(
    target: TailTarget,
    document: Document | undefined,
    signal: AbortSignal,
  ): Promise<readonly LogPlace[]> {
    const kind = logKinds[target.kind];
    const started = (await kind.starts?.(this.#from, target, signal)) ?? [];
    const below: LogPlace[] = [];
    for (const job of started) below.push(...(await this.#placesOf(job, undefined, signal)));
    return [...kind.places(target, document), ...below];
  }
}

function partOf({ variant, host, step }: TailTarget): string[] {
  return [variant, step, host].filter((part) => part !== undefined);
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
