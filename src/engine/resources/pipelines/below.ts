import { type FamilyParts } from '../catalogue.ts';
import { type ResourceRecord } from '../record.ts';

/** More than any pipeline or execution has. */
const ALL = 1_000_000;

/** The records of a kind whose keys begin with another's and a slash, oldest first. */
export function below(
  { store }: Pick<FamilyParts, 'store'>,
  kind: string,
  { region, name }: Pick<ResourceRecord, 'region' | 'name'>,
): ResourceRecord[] {
  const { records } = store.list({
    ...{ kind, region, sort: { sql: 'created_at' }, descending: false, limit: ALL },
    // What comes after the slash: all keys between the two are found by the primary key alone.
    where: ['name > ?', 'name < ?'],
    values: [`${name}/`, `${name}0`],
  });
  return [...records];
}
