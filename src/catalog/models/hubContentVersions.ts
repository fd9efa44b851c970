import type { ListHubContentVersionsRequest } from '@aws-sdk/client-sagemaker';
import type { Child } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { arnChild, present } from '../parts.ts';
import { call } from '../sdk.ts';
import { statusView } from '../status.ts';

/** The versions of a hub's content, newest first; a click opens one. */
export async function versionsOf(
  from: SageMaker,
  content: Pick<ListHubContentVersionsRequest, 'HubName' | 'HubContentType' | 'HubContentName'>,
  signal?: AbortSignal,
): Promise<readonly Child[]> {
  const { HubContentSummaries: versions = [], NextToken: next } = await call(
    from,
    'ListHubContentVersions',
    {
      HubName: content.HubName,
      HubContentType: content.HubContentType,
      HubContentName: content.HubContentName,
      MaxResults: mostChildren,
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
    },
    signal,
  );
  const children = versions.map(
    ({ HubContentArn: arn, HubContentVersion: version = '', HubContentStatus: status }) => {
      const look = statusView(status ?? 'Unknown');
      const link = arnChild(`Version ${version}`, look.icon, arn);
      return link && { ...link, id: `version/${version}`, description: look.words, color: look.color };
    },
  );
  return bounded(present(...children), next, 'versions');
}
