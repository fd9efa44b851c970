import { text } from '../../json.ts';
import { type ResourceRecord } from '../record.ts';

/** One association, by the ARNs that it joins. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly type: string | undefined;
}

/** How a vertex was reached. */
export interface Reached {
  readonly depth: number;
  /** The edges that it was reached by, all of the same depth. */
  readonly by: readonly GraphEdge[];
}

/** The associations of a region as a directed graph. */
export class LineageGraph {
  readonly #out = new Map<string, GraphEdge[]>();
  readonly #in = new Map<string, GraphEdge[]>();

  constructor(associations: Iterable<ResourceRecord>) {
    for (const { document } of associations) {
      const edge: GraphEdge = {
        from: text(document, 'SourceArn') ?? '',
        to: text(document, 'DestinationArn') ?? '',
        type: text(document, 'AssociationType'),
      };
      append(this.#out, edge.from, edge);
      append(this.#in, edge.to, edge);
    }
  }

  /** What can be reached from an ARN in one direction, nearest first; the start itself at depth 0. */
  reach(start: string, direction: 'Ascendants' | 'Descendants', maxDepth: number): Map<string, Reached> {
    const down = direction === 'Descendants';
    const reached = new Map<string, { depth: number; by: GraphEdge[] }>([[start, { depth: 0, by: [] }]]);
    let frontier = [start];
    for (let depth = 1; depth <= maxDepth && frontier.length > 0; depth++) {
      const next: string[] = [];
      for (const edge of frontier.flatMap((arn) => (down ? this.#out : this.#in).get(arn) ?? [])) {
        const far = down ? edge.to : edge.from;
        const known = reached.get(far);
        if (!known) next.push(far);
        if (!known) reached.set(far, { depth, by: [edge] });
        else if (known.depth === depth) known.by.push(edge);
      }
      frontier = next;
    }
    return reached;
  }
}

function append(map: Map<string, GraphEdge[]>, key: string, edge: GraphEdge): void {
  const list = map.get(key);
  if (list) list.push(edge);
  else map.set(key, [edge]);
}
