import { type AwsError, validationError } from '../../http/awsError.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';

type Asking = Pick<KindContext, 'find' | 'all'>;

/** The resources of a kind that belong to a domain. */
export function inDomain({ all }: Asking, kind: string, domainId: string): ResourceRecord[] {
  return [...all(kind)].filter(({ document }) => document['DomainId'] === domainId);
}

/** A domain's apps that are not deleted, of one owner where a member names it. */
export function liveApps(
  context: Asking,
  domainId: string,
  owner: Readonly<Partial<Record<'UserProfileName' | 'SpaceName', string>>> = {},
): ResourceRecord[] {
  return inDomain(context, 'App', domainId).filter(
    ({ document }) =>
      document['Status'] !== 'Deleted' &&
      Object.entries(owner).every(([member, name]) => document[member] === name),
  );
}

/** The domain that a new member joins. @throws AwsError when there is none such, or it is not in service */
export function requireDomain(input: JsonObject, { find }: Asking): ResourceRecord {
  const id = text(input, 'DomainId') ?? '';
  const found = find('Domain', id);
  if (!found) throw resourceNotFound(`Domain [${id}] does not exist.`);
  const status = text(found.document, 'Status') ?? '';
  if (!['InService', 'Updating', 'Update_Failed'].includes(status)) {
    throw validationError(`Domain [${id}] is in status ${status}; it must be InService.`);
  }
  return found;
}

/** A user profile or space by its name in a domain. @throws AwsError when there is none such, or it is not in service */
export function requireMember(
  kind: 'UserProfile' | 'Space',
  domainId: string,
  name: string,
  { find }: Asking,
): ResourceRecord {
  const found = find(kind, `${domainId}/${name}`);
  if (!found) throw resourceNotFound(`${kind} [${name}] does not exist in domain [${domainId}].`);
  const status = text(found.document, 'Status') ?? '';
  if (!['InService', 'Updating', 'Update_Failed'].includes(status)) {
    throw validationError(`${kind} [${name}] is in status ${status}; it must be InService.`);
  }
  return found;
}

/** The next user id in a domain's file system; AWS counts from 200001 too. */
export function nextUid(context: Asking, domainId: string): string {
  const taken = [...inDomain(context, 'UserProfile', domainId), ...inDomain(context, 'Space', domainId)].map(
    ({ document }) => Number(text(document, 'HomeEfsFileSystemUid') ?? 0),
  );
  return String(Math.max(200_000, ...taken) + 1);
}

/** How the members of a domain are keyed: `d-…/name`. */
export function below(member: string): NonNullable<ResourceKind['key']> {
  return (input) => `${text(input, 'DomainId') ?? ''}/${text(input, member) ?? ''}`;
}

/** For how long a URL is good that a presigning operation answers; seconds. */
export function urlSeconds(input: JsonObject): number {
  return number(input, 'ExpiresInSeconds') ?? 300;
}

/** AWS's words where something cannot go because something else belongs to it. */
export function associated(what: string, record: ResourceRecord, others: readonly string[]): AwsError {
  return resourceInUse(
    `Unable to delete ${what} [${record.arn}] because ${others.join(', ')} are associated with it.`,
  );
}
