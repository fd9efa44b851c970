import { type KindProof } from './kindProof.ts';
import { constraintOf, type Members, shapeOf, textOf } from './inputs.ts';
import { inputMembers, inputSchema, outputMembers, requiredInput } from './operations.ts';
import { listed, type Scene, textIn } from './scene.ts';

const PAGING = new Set(['NextToken', 'MaxResults', 'SortBy', 'SortOrder']);
const PAGES = 2000;

/** What a list is asked, how its rows are told apart, and which two of them must be there. */
interface Listing {
  readonly scene: Scene;
  readonly operation: string;
  readonly member: string;
  /** The member of a row that identifies it. */
  readonly id: string;
  readonly base: Members;
  readonly resources: readonly Members[];
}

/** The first member of a List's answer that is a list. */
function rowsMember(operation: string): string {
  const found = outputMembers(operation).find((member) => member !== 'NextToken' && member !== 'TotalHits');
  if (found === undefined) throw new Error(`${operation} answers no list.`);
  return found;
}

async function allRows(
  { scene, operation, member, base }: Listing,
  more: Members,
  size = 100,
): Promise<Members[]> {
  const rows: Members[] = [];
  const paged = inputMembers(operation).includes('MaxResults');
  let NextToken: unknown;
  for (let page = 0; page < PAGES; page++) {
    const asked = { ...base, ...more, ...(paged ? { MaxResults: size } : {}) };
    const answer = await scene.send(operation, {
      ...asked,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    const found = listed(answer, member);
    scene.check(!paged || found.length <= size, `A page of ${found.length} where ${size} were asked for.`);
    rows.push(...found);
    NextToken = answer['NextToken'];
    if (NextToken === undefined) return rows;
  }
  throw new Error(`${operation} does not end after ${PAGES} pages.`);
}

async function ours(listing: Listing, more: Members, size?: number): Promise<string[]> {
  const ids = listing.resources.map((resource) => textIn(resource, listing.id));
  const rows = await allRows(listing, more, size);
  return rows.map((row) => textIn(row, listing.id)).filter((id) => ids.includes(id));
}

/** A value that finds the first resource, and one that finds none; `undefined` where the member's name does not tell. */
function valuesOf(listing: Listing, filter: string, kind: string): readonly [unknown, unknown] | undefined {
  const [first] = listing.resources;
  if (!first) return undefined;
  const hour = 3_600_000;
  if (/(?:Time|Created|Creation|Modified)After$/.test(filter))
    return [new Date(Date.now() - hour), new Date(Date.now() + hour)];
  if (/(?:Time|Created|Creation|Modified)Before$/.test(filter))
    return [new Date(Date.now() + hour), new Date(Date.now() - hour)];
  const stem = filter.replace(/(?:Contains|Equals|Prefix)$/, '');
  const of = (member: string): string => textIn(first, member);
  const name = of(`${kind}Name`) || of('Name') || of('JobDefinitionName') || of('JobName');
  const value =
    stem === 'Name' ? name : of(stem) || (stem.endsWith('Status') ? of(`${kind}Status`) || of('Status') : '');
  if (value === '') return undefined;
  const schema = inputSchema(listing.operation);
  const values = schema && constraintOf(shapeOf(schema, filter))?.enum;
  const other = values?.find((candidate) =>
    listing.resources.every((found) => !Object.values(found).includes(candidate)),
  );
  if (values) return other === undefined ? undefined : [value, other];
  const constraint = (schema && constraintOf(shapeOf(schema, filter))) ?? {};
  const miss = /^(?:arn|s3):/.test(value)
    ? `${value.slice(0, -2)}zz`
    : textOf(filter, constraint, listing.scene.random);
  return [filter.endsWith('Contains') ? value.slice(1) : value, miss];
}

/**
 * Proves a List with two resources that are there: both are found, once each, however small the pages; each filter finds
 * and excludes; the order turns; rows say what Describe says.
 * @param described what is known of each: its request, Create's answer, Describe's
 */
export async function proveList(
  scene: Scene,
  operation: string,
  proof: Pick<
    KindProof,
    'kind' | 'filters' | 'filtersElsewhere' | 'summaryHides' | 'as' | 'rowId' | 'listWith'
  >,
  described: readonly Members[],
): Promise<void> {
  const resources = described.map((resource) => ({ ...resource, ...proof.as?.(resource) }));
  const [first, last] = resources;
  if (!first || !last) throw new Error('A list is proven with two resources.');
  const member = rowsMember(operation);
  const base = {
    ...Object.fromEntries(requiredInput(operation).map((name) => [name, first[name]])),
    ...proof.listWith?.(first),
  };
  const id = proof.rowId ?? (await idMember(scene, { operation, member, base }, first, last));
  const listing: Listing = { scene, operation, member, id, base, resources };
  const both = resources.map((resource) => textIn(resource, id));

  const rows = await allRows(listing, {});
  for (const resource of resources) {
    const row = rows.filter((candidate) => candidate[id] === resource[id]);
    scene.check(row.length === 1, `${textIn(resource, id)} is listed ${row.length} times.`);
    const hides = new Set([
      'LastModifiedTime',
      'LastModifiedAt',
      'LastUpdatedTime',
      ...(proof.summaryHides ?? []),
    ]);
    const said = Object.entries(row[0] ?? {}).filter(
      ([name]) => !hides.has(name) && resource[name] !== undefined,
    );
    scene.same(Object.fromEntries(said), resource, 'The list differs from Describe');
  }

  const declared = proof.filters?.(first, scene) ?? {};
  const filters = inputMembers(operation).filter((name) => !PAGING.has(name) && !Object.hasOwn(base, name));
  for (const filter of filters) {
    if (proof.filtersElsewhere?.includes(filter)) continue;
    const values = declared[filter] ?? valuesOf(listing, filter, proof.kind);
    if (!values) throw new Error(`No proof knows what ${filter} finds.`);
    const [finds, misses] = values;
    scene.check(
      (await ours(listing, { [filter]: finds })).includes(both[0] ?? ''),
      `${filter} does not find it.`,
    );
    const missed = await ours(listing, { [filter]: misses }).catch(noSuch);
    scene.check(!missed.includes(both[0] ?? ''), `${filter} does not exclude it.`);
  }
  await provePagesAndOrder(listing, both);
}

/** A filter that names a resource may be refused when there is none such: that excludes too. */
function noSuch(error: unknown): string[] {
  if (error instanceof Error && error.name === 'ResourceNotFound') return [];
  throw error;
}

/** Which member of a row tells it from others: the ARN where rows have it, else the name or id. */
async function idMember(
  scene: Scene,
  { operation, member, base }: Pick<Listing, 'operation' | 'member' | 'base'>,
  resource: Members,
  other: Members,
): Promise<string> {
  const [row] = listed(await scene.send(operation, base), member);
  if (!row) throw new Error(`${operation} lists nothing.`);
  const same = Object.keys(row).filter(
    (name) => typeof row[name] === 'string' && resource[name] !== other[name],
  );
  const found = same.find((name) => name.endsWith('Arn')) ?? same.find((name) => /(?:Name|Id)$/.test(name));
  if (found === undefined)
    throw new Error(`Nothing identifies the rows of ${operation}: ${Object.keys(row).join(', ')}`);
  return found;
}

async function provePagesAndOrder(listing: Listing, both: readonly string[]): Promise<void> {
  const { scene, operation } = listing;
  const members = inputMembers(operation);
  const since = members.find((member) => /^(?:CreationTime|Created|CreationTimeStamp)After$/.test(member));
  const earliest = listing.resources
    .map((resource) => resource['CreationTime'] ?? resource['CreatedAt'])
    .find((time) => time instanceof Date);
  const near =
    since !== undefined && earliest instanceof Date ? { [since]: new Date(earliest.getTime() - 1000) } : {};
  if (members.includes('MaxResults')) {
    const found = await ours(listing, near, 1);
    scene.check(
      found.toSorted().join() === both.toSorted().join(),
      `Page by page it lists ${found.join() || 'neither'}.`,
    );
  }
  if (!members.includes('SortOrder')) return;
  const schema = inputSchema(operation);
  const columns =
    members.includes('SortBy') && schema ? (constraintOf(shapeOf(schema, 'SortBy'))?.enum ?? []) : [];
  const by = columns.find((column) => /^(?:CreationTime|CreatedTime|CREATION_TIME)$/.test(column));
  const order = constraintOf(schema && shapeOf(schema, 'SortOrder'))?.enum ?? ['Ascending', 'Descending'];
  const [up, down] = [order.find((way) => /^asc/i.test(way)), order.find((way) => /^desc/i.test(way))];
  const sort = by === undefined ? {} : { SortBy: by };
  const rising = await ours(listing, { ...near, ...sort, SortOrder: up });
  const falling = await ours(listing, { ...near, ...sort, SortOrder: down });
  scene.check(rising.join() !== falling.join(), 'The order does not turn.');
  scene.check(rising.toReversed().join() === falling.join(), `Up: ${rising.join()}, down: ${falling.join()}`);
}
