import { type JsonObject } from '../json.ts';
import { epochSeconds, type ResourceRecord } from './record.ts';

/** Everybody who can sign for this engine is the same user, the one that STS names. */
function theUser({ arn }: ResourceRecord): JsonObject {
  const account = arn.split(':')[4] ?? '';
  return { IamIdentity: { Arn: `arn:aws:iam::${account}:user/sagemaker-local` } };
}

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
    CreatedBy: theUser(record),
    LastModifiedBy: theUser(record),
    ...record.document,
    ...extra,
  };
}
