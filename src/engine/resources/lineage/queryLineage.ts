import { number, object, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { resourceNotFound } from '../errors.ts';
import { strings } from '../members.ts';
import { type ResourceStore } from '../resourceStore.ts';
import { pageOfValues } from '../valuePages.ts';
import { lineageEntity } from './entities.ts';
import { type GraphEdge, LineageGraph, type Reached } from './graph.ts';
import { isAskedFor } from './queryFilters.ts';

const MAX_DEPTH = 10;
const PAGE = 50;

/** A vertex of the answer: its depth orders it, its edges come with it. */
interface Found {
  readonly arn: string;
  readonly depth: number;
  readonly edges: readonly GraphEdge[];
}

/** Adds what lies between the start and the entities asked for. */
function withPaths(asked: ReadonlySet<string>, reached: ReadonlyMap<string, Reached>): Found[] {
  const wanted = new Set(asked);
  const queue = [...asked];
  for (let arn = queue.pop(); arn !== undefined; arn = queue.pop()) {
    for (const edge of reached.get(arn)?.by ?? []) {
      for (const end of [edge.from, edge.to]) {
        if (wanted.has(end)) continue;
        wanted.add(end);
        queue.push(end);
      }
    }
  }
  return [...wanted].map((arn) => {
    const { depth = 0, by = [] } = reached.get(arn) ?? {};
    return { arn, depth, edges: by };
  });
}

/** All lineage entities of a region, for a query that names no start. */
function* everything(store: ResourceStore, region: string): Generator<string> {
  for (const kind of ['Artifact', 'Action', 'Context', 'TrialComponent']) {
    for (const { arn } of store.all(kind, region)) yield arn;
  }
}

/** QueryLineage: what an entity comes from and what came of it. */
export function queryLineage(store: ResourceStore): JsonHandler {
  return (input, request) => {
    const { region } = request.scope;
    const [start] = strings(input, 'StartArns');
    const first = start === undefined ? undefined : store.byArn(start);
    if (start !== undefined && (first?.region !== region || !lineageEntity(first))) {
      throw resourceNotFound(`${start} does not exist.`);
    }
    const filters = object(input, 'Filters');
    const edges = input['IncludeEdges'] !== false;
    const depth = number(input, 'MaxDepth') ?? MAX_DEPTH;
    const direction = text(input, 'Direction') ?? 'Both';
    const ways = (['Ascendants', 'Descendants'] as const).filter((way) => ['Both', way].includes(direction));
    const graph = new LineageGraph(store.all('Association', region));
    const reaches =
      start === undefined
        ? [new Map([...everything(store, region)].map((arn) => [arn, { depth: 0, by: [] }]))]
        : ways.map((way) => graph.reach(start, way, depth));
    const found = reaches.flatMap((reached) => {
      const asked = [...reached.keys()].filter((arn) => {
        const record = arn === start ? undefined : store.byArn(arn);
        return record !== undefined && isAskedFor(record, filters);
      });
      const plain = asked.map((arn) => ({ arn, depth: reached.get(arn)?.depth ?? 0, edges: [] }));
      return edges ? withPaths(new Set(asked), reached) : plain;
    });
    return answer(store, found, input);
  };
}

function answer(store: ResourceStore, found: readonly Found[], input: JsonObject): JsonObject {
  const byKey = new Map<string, Found>();
  for (const one of found) {
    const key = `${String(one.depth).padStart(3, '0')}|${one.arn}`;
    byKey.set(key, { ...one, edges: [...(byKey.get(key)?.edges ?? []), ...one.edges] });
  }
  const { values, next } = pageOfValues([...byKey], input, PAGE);
  return {
    Vertices: values.flatMap(({ arn }) => {
      const record = store.byArn(arn);
      const entity = record && lineageEntity(record);
      return entity ? [{ Arn: arn, Type: entity.type, LineageType: entity.lineageType }] : [];
    }),
    Edges: values.flatMap(({ edges }) =>
      edges.map((edge) => ({
        SourceArn: edge.from,
        DestinationArn: edge.to,
        AssociationType: edge.type,
      })),
    ),
    ...next,
  };
}
