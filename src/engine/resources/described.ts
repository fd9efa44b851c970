import { type JsonObject } from '../json.ts';
import { epochSeconds, type ResourceRecord } from './record.ts';

/**
 * What Describe and List answer of a record: its document, with its times by every name that AWS has for them. The
 * operation's schema keeps those that it knows.
 */
export function described(record: ResourceRecord, extra: JsonObject = {}): JsonObject {
  const created = epochSeconds(record.createdAt);
  const modified = epochSeconds(record.modifiedAt);
  return {
    CreationTime: created,
    CreatedAt: created,
    CreatedTime: created,
    CreateDate: created,
    LastModifiedTime: modified,
    LastModifiedAt: modified,
    LastUpdatedTime: modified,
    LastUpdatedDate: modified,
    LastUpdateDate: modified,
    ...record.document,
    ...extra,
  };
}
