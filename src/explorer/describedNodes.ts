import type { Child, Details } from '../catalog/details.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { isCancellation } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import type { ResourceNode } from './nodes.ts';
import type { DescribedChildren } from './resourceRows.ts';

/** Milliseconds for which an answer of Describe serves a resource that is still changing. */
const freshFor = 1000;
/** Answers that are kept at most, however many rows are hovered over. */
const keptAnswers = 200;

/** What Describe says of the tree's resources, asked when it is needed and kept while it is true. */
export class DescribedNodes {
  readonly #connections: ConnectionService;
  readonly #log: Log;
  /** Those with an answer, longest kept first. */
  readonly #kept = new Set<ResourceNode>();

  constructor(connections: ConnectionService, log: Log) {
    this.#connections = connections;
    this.#log = log;
  }

  /** @throws what SageMaker answers. */
  details(node: ResourceNode): Promise<Details> {
    const { kind } = node.parent;
    const changing = kind.status(node.resource)?.inProgress === true;
    const known = node.details;
    if (known && (!changing || Date.now() - known.at < freshFor)) return known.answer;
    const answer = this.#connections.connect().then((from) => kind.describe(from, node.resource));
    node.details = { answer, at: Date.now() };
    this.#keep(node);
    answer.catch(() => {
      // A failure is shown once and asked again the next time.
      if (node.details?.answer === answer) node.details = undefined;
    });
    return answer;
  }

  /** What hangs below a resource, further requests included, and what could not be asked. */
  async children(node: ResourceNode): Promise<DescribedChildren> {
    let children: readonly Child[] = [];
    try {
      const { children: own, more } = await this.details(node);
      children = own;
      if (more) children = [...own, ...(await more(await this.#connections.connect()))];
      return { children, problems: [] };
    } catch (error) {
      this.report(node, error);
      return { children, problems: [error] };
    }
  }

  report(node: ResourceNode, error: unknown): void {
    if (isCancellation(error)) return;
    this.#log.error(`Describe ${node.parent.kind.singular} "${node.resource.name}"`, error);
  }

  #keep(node: ResourceNode): void {
    this.#kept.delete(node);
    this.#kept.add(node);
    for (const oldest of this.#kept) {
      if (this.#kept.size <= keptAnswers) return;
      this.#kept.delete(oldest);
      oldest.details = undefined;
    }
  }
}
