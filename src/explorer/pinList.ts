import { arnPath } from '../catalog/arn.ts';
import { concurrently } from '../catalog/concurrently.ts';
import type { ResourceKind, SageMaker } from '../catalog/kind.ts';
import type { Resource, ResourceReference } from '../catalog/resource.ts';

/** A pinned resource as Describe showed it, or why it could not. */
export type Pin =
  | { readonly reference: ResourceReference; readonly resource: Resource }
  | { readonly reference: ResourceReference; readonly error: unknown };

/** The pinned resources of one list, those included that are on no page that is loaded. */
export class PinList {
  readonly #kind: ResourceKind;
  readonly #connect: () => Promise<SageMaker>;
  readonly #pinned: () => readonly ResourceReference[];
  readonly #belongs: (reference: ResourceReference) => boolean;
  readonly #described = new Map<string, Pin>();

  /**
   * @param pinned all pinned resources of this kind.
   * @param belongs whether one that is on no page stands in this list all the same.
   */
  constructor(
    kind: ResourceKind,
    connect: () => Promise<SageMaker>,
    pinned: () => readonly ResourceReference[],
    belongs: (reference: ResourceReference) => boolean,
  ) {
    this.#kind = kind;
    this.#connect = connect;
    this.#pinned = pinned;
    this.#belongs = belongs;
  }

  /** Those whose resource has to be described here, for it is on no page; asked once until `forget`. */
  async load(listed: readonly Resource[], signal?: AbortSignal): Promise<readonly Pin[]> {
    const pages = new Map(listed.map((resource) => [resource.arn, resource]));
    const missing = this.#pinned().filter(
      (pin) => !pages.has(pin.arn) && !this.#described.has(pin.arn) && this.#belongs(pin),
    );
    if (missing.length > 0) {
      const from = await this.#connect();
      await concurrently(missing, 4, (reference) => this.#describe(from, reference, signal));
    }
    return this.#pinned().flatMap((reference) => {
      const resource = pages.get(reference.arn);
      return resource ? [{ reference, resource }] : (this.#described.get(reference.arn) ?? []);
    });
  }

  /** Describes again those that are in progress. @returns whether there were any. */
  async poll(listed: readonly Resource[], signal?: AbortSignal): Promise<boolean> {
    const pages = new Set(listed.map(({ arn }) => arn));
    const busy = this.inProgress().filter(({ arn }) => !pages.has(arn));
    if (busy.length === 0) return false;
    const from = await this.#connect();
    await concurrently(busy, 4, (resource) => this.#describe(from, resource, signal));
    return true;
  }

  inProgress(): Resource[] {
    return [...this.#described.values()].flatMap((pin) =>
      'resource' in pin && this.#kind.status(pin.resource)?.inProgress ? [pin.resource] : [],
    );
  }

  /** The next look describes all anew. */
  forget(): void {
    this.#described.clear();
  }

  async #describe(from: SageMaker, reference: ResourceReference, signal?: AbortSignal): Promise<void> {
    try {
      const { resource } = await this.#kind.describe(from, reference, signal);
      this.#described.set(reference.arn, { reference, resource });
    } catch (error) {
      if (!signal?.aborted) this.#described.set(reference.arn, { reference, error });
    }
  }
}

/** Whether a resource of a nested kind is below that one: its ARN names it, as `pipeline/NAME/execution/ID` does. */
export function isBelow(reference: ResourceReference, parent: ResourceReference): boolean {
  const id = arnPath(parent.arn).at(-1);
  return id !== undefined && arnPath(reference.arn).slice(0, -1).includes(id);
}
