import { type AwsError } from '../http/awsError.ts';
import { text } from '../json.ts';
import { type ResourceRecord } from './record.ts';

/**
 * Refuses what a resource's status does not allow now.
 * @param refuse the kind's own error, from AWS's words for it
 * @throws AwsError
 */
export function requireStatus(
  record: ResourceRecord,
  member: string,
  allowed: readonly string[],
  refuse: (message: string) => AwsError,
  wanted: string,
): void {
  const status = text(record.document, member) ?? '';
  if (allowed.includes(status)) return;
  throw refuse(
    `Status (${status}) not in ([${allowed.join(', ')}]). Unable to transition to (${wanted}) for ${record.arn}.`,
  );
}
