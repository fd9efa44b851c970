import type { AssociationSummary } from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../arn.ts';
import type { Child } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { arnChild, s3Child, valueChild } from '../parts.ts';
import { call } from '../sdk.ts';
import { words } from '../status.ts';

export const lineageDeleteNote =
  'It can be deleted when it has no associations left. What it stands for is not touched.';

/** What an entity of the lineage stands for: something in S3, a resource, or another URI. */
export function sourceChild(uri: string | undefined): Child | undefined {
  if (uri?.startsWith('s3://')) return s3Child('source', 'Source', uri);
  return uri?.startsWith('arn:') ? arnChild('Source', 'link', uri) : valueChild('Source', 'link', uri);
}

/** Its properties, as they were given. */
export function propertyChildren(properties: Record<string, string> | undefined): (Child | undefined)[] {
  return Object.entries(properties ?? {}).map(([name, value]) => valueChild(name, 'symbol-property', value));
}

/** What leads to an entity, then what it leads to. */
export async function associationChildren(
  from: SageMaker,
  arn: string,
  signal?: AbortSignal,
): Promise<readonly Child[]> {
  const newest = { SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: mostChildren } as const;
  const [before, after] = await Promise.all([
    call(from, 'ListAssociations', { ...newest, DestinationArn: arn }, signal),
    call(from, 'ListAssociations', { ...newest, SourceArn: arn }, signal),
  ]);
  return [
    ...bounded((before.AssociationSummaries ?? []).map(sourceOf), before.NextToken, 'sources').map(
      apart('source'),
    ),
    ...bounded((after.AssociationSummaries ?? []).map(destinationOf), after.NextToken, 'destinations').map(
      apart('destination'),
    ),
  ];
}

const apart = (side: string) => (child: Child) => ({ ...child, id: `${side}/${child.id}` });

function sourceOf(association: AssociationSummary): Child {
  const { SourceArn: arn, SourceName: name, SourceType: type } = association;
  return endChild('arrow-left', association, arn, name, type);
}

function destinationOf(association: AssociationSummary): Child {
  const { DestinationArn: arn, DestinationName: name, DestinationType: type } = association;
  return endChild('arrow-right', association, arn, name, type);
}

/** `Contributed to · Model · my-model`. */
function endChild(
  icon: string,
  { AssociationType: kind = 'AssociatedWith' }: AssociationSummary,
  arn = '',
  name: string | undefined,
  type: string | undefined,
): Child {
  const reference = referenceFromArn(arn);
  const shown = name ?? reference?.name ?? arn;
  return {
    id: `${kind}/${arn}`,
    label: shown,
    description: [words(kind), type].filter(Boolean).join(' · '),
    tooltip: arn,
    icon,
    actions: reference ? ['describe', 'copy'] : ['copy'],
    open: reference ? 'describe' : undefined,
    value: arn,
    reference: reference && { ...reference, name: shown },
  };
}
