import type { LaunchPage } from '../../messages/launch.ts';
import type { LaunchDraft } from '../spec/launchDraft.ts';

const image = ['AlgorithmSpecification', 'TrainingImage'];
const role = ['RoleArn'];

/**
 * Chooses the first image and the first role that are offered, where the spec has none. An image that was chosen so gives way
 * to another that is offered first by now: for GPUs, once the instance has some.
 */
export class FillIn {
  readonly #draft: Pick<LaunchDraft, 'spec' | 'edit'>;
  /** What was chosen, once for each: what a person empties stays empty, and what he chooses stays chosen. */
  readonly #chosen = new Map<readonly string[], string>();

  constructor(draft: Pick<LaunchDraft, 'spec' | 'edit'>) {
    this.#draft = draft;
  }

  /** @param page as it is now; edits the draft when there is something to choose */
  from({ images, roles }: Pick<LaunchPage, 'images' | 'roles'>): void {
    const { AlgorithmSpecification: algorithm, RoleArn } = this.#draft.spec.request;
    const { TrainingImage: now, AlgorithmName } = algorithm ?? {};
    const own = this.#chosen.get(image);
    const isOwn = own !== undefined && now === own;
    if (AlgorithmName === undefined && (isOwn || (now === undefined && own === undefined)))
      this.#choose(image, images[0]?.value);
    if (RoleArn === undefined && !this.#chosen.has(role)) this.#choose(role, roles[0]?.value);
  }

  #choose(path: readonly string[], value: string | undefined): void {
    if (value === undefined || value === this.#chosen.get(path)) return;
    this.#chosen.set(path, value);
    this.#draft.edit({ type: 'request', path, value });
  }
}
