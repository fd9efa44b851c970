import { failureSummary } from './failure.ts';
import type { Child, Fact } from './kind.ts';
import type { KindId, ResourceReference } from './resource.ts';
import { words } from './status.ts';

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

/** A file or folder in S3. */
export function s3Child(id: string, label: string, uri: string | undefined): Child | undefined {
  if (!uri) return undefined;
  return { id, label, description: uri, tooltip: uri, icon: 'package', actions: ['copy'], value: uri };
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

/** A resource that is known by name only, in the account and region of another one's ARN. */
export function sibling(arn: string, kind: KindId, arnType: string, name: string): ResourceReference {
  return { kind, name, arn: arn.replace(/[^:]*$/, `${arnType}/${name}`) };
}
