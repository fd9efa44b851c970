import { type NormalizedSchema } from '@smithy/core/schema';
import { isJsonObject, type Json } from '../json.ts';
import { xmlElements } from './restXml.ts';
import { membersOf } from '../../analysis/shapes/members.ts';

function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

/** A value in wire form as an element of the query protocol: `<Roles><member>…`; times become ISO 8601. */
export function queryXml(schema: NormalizedSchema, name: string, value: Json): string {
  if (schema.isStructSchema() && isJsonObject(value)) {
    let inner = '';
    for (const [member, memberSchema] of membersOf(schema)) {
      const given = value[member];
      if (given !== undefined && given !== null) inner += queryXml(memberSchema, member, given);
    }
    return element(name, inner);
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    return element(name, value.map((one) => queryXml(item, 'member', one)).join(''));
  }
  if (schema.isMapSchema() && isJsonObject(value)) {
    const item = schema.getValueSchema();
    const entries = Object.entries(value).map(([key, one]) =>
      element('entry', xmlElements({ key }) + queryXml(item, 'value', one ?? null)),
    );
    return element(name, entries.join(''));
  }
  if (schema.isTimestampSchema() && typeof value === 'number') {
    return xmlElements({ [name]: new Date(value * 1000).toISOString() });
  }
  return xmlElements({ [name]: value });
}
