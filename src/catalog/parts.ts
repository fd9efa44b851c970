import { failureSummary } from './failure.ts';
import { referenceFromArn, sibling } from './arn.ts';
import type { Child, Fact } from './details.ts';
import type { KindId, ResourceReference } from './resource.ts';
import { statusView, words } from './status.ts';

/** Facts whose value is known, in order. */
export function facts(
  ...pairs: readonly (readonly [label: string, value: string | number | undefined])[]
): Fact[] {
  return pairs.flatMap(([label, value]): Fact[] =>
    value === undefined || value === '' ? [] : [[label, String(value)]],
  );
}

/** The children that there are. */
export function present(...children: readonly (Child | undefined)[]): Child[] {
  return children.filter((child) => child !== undefined);
}

/** A status, with why it failed where it did. */
export function statusText(
  status: string | undefined,
  failureReason: string | undefined,
): string | undefined {
  if (status === undefined) return undefined;
  return failureReason ? `${words(status)}: ${failureSummary(failureReason)}` : words(status);
}

/** Why it failed, where it did. */
export function failureChild(reason: string | undefined): Child | undefined {
  if (!reason) return undefined;
  return {
    id: 'failure',
    label: 'Failure reason',
    description: failureSummary(reason),
    tooltip: reason,
    icon: 'error',
    color: 'charts.red',
    actions: ['copy'],
    value: reason,
  };
}

export function logsChild(logGroup: string, description: string): Child {
  return {
    id: 'logs',
    label: 'Logs',
    description,
    tooltip: logGroup,
    icon: 'terminal',
    actions: ['tail'],
    open: 'tail',
  };
}

/** The end of an S3 URI, which tells objects of one bucket apart where a row has room for little: `output/model.tar.gz`. */
export function s3Tail(uri: string, segments: number): string {
  const [, key = ''] = /^s3:\/\/[^/]+\/(.+)$/s.exec(uri) ?? [];
  const folder = key.endsWith('/') ? '/' : '';
  const words = key.split('/').filter((word) => word !== '');
  if (words.length === 0) return uri;
  return (words.length > segments ? '…/' : '') + words.slice(-segments).join('/') + folder;
}

/** A file or folder in S3. */
export function s3Child(id: string, label: string, uri: string | undefined): Child | undefined {
  if (!uri) return undefined;
  return {
    id,
    label,
    description: s3Tail(uri, 2),
    tooltip: uri,
    icon: 'package',
    actions: ['copy', 'openS3'],
    open: 'openS3',
    value: uri,
  };
}

/** A link to another resource. */
export function referenceChild(label: string, icon: string, reference: ResourceReference): Child {
  return {
    id: `${reference.kind}/${reference.name}`,
    label,
    description: reference.name,
    tooltip: reference.arn || reference.name,
    icon,
    actions: ['describe'],
    open: 'describe',
    reference,
  };
}

/** A link by ARN; as a text to copy where the catalog does not know what it refers to. */
export function arnChild(label: string, icon: string, arn: string | undefined): Child | undefined {
  if (!arn) return undefined;
  const reference = referenceFromArn(arn);
  return reference ? referenceChild(label, icon, reference) : valueChild(label, icon, arn);
}

/** A text to read and to copy. */
export function valueChild(label: string, icon: string, value: string | undefined): Child | undefined {
  if (!value) return undefined;
  const id = `value/${label}`;
  return { id, label, description: value, tooltip: value, icon, actions: ['copy'], value };
}

/** A link by what an operation takes as an identifier: an ARN, or a name in the account and region of the ARN `beside`. */
export function linkChild(
  label: string,
  icon: string,
  beside: string,
  kind: KindId,
  nameOrArn: string | undefined,
): Child | undefined {
  if (!nameOrArn) return undefined;
  return nameOrArn.startsWith('arn:')
    ? arnChild(label, icon, nameOrArn)
    : referenceChild(label, icon, sibling(beside, kind, nameOrArn));
}

/** A part of a resource that has a status of its own, such as a pipeline's step; a link where it made something. */
export function statusChild(part: {
  readonly id: string;
  readonly label: string;
  readonly status: string | undefined;
  /** What stands behind the status. */
  readonly notes?: readonly (string | undefined)[];
  readonly failure?: string | undefined;
  readonly reference?: ResourceReference | undefined;
}): Child {
  const { id, label, status, notes = [], failure, reference } = part;
  const look = status === undefined ? undefined : statusView(status);
  const texts = [look?.words, ...notes, failure && failureSummary(failure)];
  return {
    id,
    label,
    description: texts.filter((text) => text !== undefined && text !== '').join(' · '),
    tooltip: failure,
    icon: look?.icon ?? 'circle-outline',
    color: look?.color,
    actions: [...(failure ? (['copy'] as const) : []), ...(reference ? (['describe'] as const) : [])],
    open: reference ? 'describe' : undefined,
    value: failure,
    reference,
  };
}
