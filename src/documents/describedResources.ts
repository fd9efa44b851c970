import { kindOf } from '../catalog/catalog.ts';
import type { Details } from '../catalog/details.ts';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { Disposables } from '../platform/disposables.ts';

/** Milliseconds for which an answer of Describe serves hovers. */
const freshFor = 15_000;
const most = 200;

/** What Describe says of resources that are hovered over: asked once for a while, and anew after a change. */
export class DescribedResources extends Disposables {
  readonly #connections: ConnectionService;
  readonly #known = new Map<string, { readonly answer: Promise<Details>; readonly at: number }>();

  constructor(connections: ConnectionService) {
    super();
    this.#connections = connections;
    this.add(connections.onDidWrite(() => this.#known.clear()));
    this.add(connections.onDidChange(() => this.#known.clear()));
  }

  /** @throws what SageMaker answers; a failure is not kept. */
  details(resource: ResourceReference): Promise<Details> {
    const known = this.#known.get(resource.arn);
    if (known && Date.now() - known.at < freshFor) return known.answer;
    const answer = this.#connections
      .connect()
      .then((connection) => kindOf(resource.kind).describe(connection, resource));
    this.#known.delete(resource.arn);
    this.#known.set(resource.arn, { answer, at: Date.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
    answer.catch(() => this.#known.get(resource.arn)?.answer === answer && this.#known.delete(resource.arn));
    return answer;
  }
}
