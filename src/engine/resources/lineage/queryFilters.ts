import { number, object, type JsonObject } from '../../json.ts';
import { strings } from '../members.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { lineageEntity } from './entities.ts';

function among(filters: JsonObject | undefined, member: string, value: string | undefined): boolean {
  const wanted = strings(filters, member);
  return wanted.length === 0 || (value !== undefined && wanted.includes(value));
}

function between(filters: JsonObject | undefined, what: 'Created' | 'Modified', time: number): boolean {
  const after = number(filters, `${what}After`);
  const before = number(filters, `${what}Before`);
  const seconds = epochSeconds(time);
  return (after === undefined || seconds > after) && (before === undefined || seconds < before);
}

/** Whether an entity is one that a lineage query asks for. */
export function isAskedFor(record: ResourceRecord, filters: JsonObject | undefined): boolean {
  const entity = lineageEntity(record);
  const properties = object(record.document, 'Properties');
  return (
    entity !== undefined &&
    among(filters, 'Types', entity.type) &&
    among(filters, 'LineageTypes', entity.lineageType) &&
    between(filters, 'Created', record.createdAt) &&
    between(filters, 'Modified', record.modifiedAt) &&
    Object.entries(object(filters, 'Properties') ?? {}).every(([name, value]) => properties?.[name] === value)
  );
}
