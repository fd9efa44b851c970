import { type JsonObject } from '../json.ts';
import { type ResourceRecord } from './record.ts';

/** The tables of resources and their tags, a step a version. */
export const MIGRATIONS = [
  `CREATE TABLE resources (
     kind TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, arn TEXT NOT NULL,
     created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, document TEXT NOT NULL,
     PRIMARY KEY (kind, region, name)) STRICT;
   CREATE UNIQUE INDEX resources_by_arn ON resources (arn);
   CREATE INDEX resources_by_creation ON resources (kind, region, created_at, name);
   CREATE TABLE tags (arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)) STRICT;`,
];

/** A resource as its table has it; times in milliseconds since the epoch, the document as JSON. */
export interface ResourceRow {
  kind: string;
  region: string;
  name: string;
  arn: string;
  created_at: number;
  modified_at: number;
  document: string;
}

/** A {@link ResourceRow}'s columns, for a SELECT. */
export const COLUMNS = 'kind, region, name, arn, created_at, modified_at, document';

export function fromRow(row: ResourceRow): ResourceRecord {
  return {
    kind: row.kind,
    region: row.region,
    name: row.name,
    arn: row.arn,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    document: JSON.parse(row.document) as JsonObject,
  };
}
