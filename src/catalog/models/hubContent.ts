import type { DescribeHubContentResponse, HubContentInfo, HubContentType } from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import { inTurn } from '../inTurn.ts';
import type { PageQuery, ResourceKind, SageMaker } from '../kind.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, pageInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';
import { isPublic } from './hub.ts';
import { versionsOf } from './hubContentVersions.ts';

const types = [
  'Model',
  'ModelReference',
  'Notebook',
  'DataSet',
  'JsonDoc',
] as const satisfies readonly HubContentType[];

export const hubContent: ResourceKind = {
  id: 'hubContent',
  singular: 'hub content',
  plural: 'Hub contents',
  icon: 'book',
  group: 'Models',
  nested: true,
  // Their order can be chosen within a type only.
  query: { name: true, statuses: [], sortBy: [] },
  async list(from, query) {
    // SageMaker lists the contents of a hub only.
    if (query.within?.kind !== 'hub') return { items: [], nextToken: undefined };
    const hub = query.within.arn;
    return inTurn(types, query, (type, part) => listType(from, hub, type, part));
  },
  async describe(from, content, signal) {
    const found = await call(from, 'DescribeHubContent', contentInput(content), signal);
    return hubContentDetails(found);
  },
  status: statusOf,
  actions: ({ status, arn }) =>
    isPublic(arn) || status === 'Deleting' || status === 'PendingDelete'
      ? ['describe']
      : ['describe', 'tag', 'delete'],
  async delete(from, content) {
    const { HubContentVersion: version, ...input } = contentInput(content);
    if (input.HubContentType === 'ModelReference') await call(from, 'DeleteHubContentReference', input);
    else await call(from, 'DeleteHubContent', { ...input, HubContentVersion: version });
  },
  deleteNote:
    'This version goes; the other versions stay. Of a reference to a public model only the reference goes.',
};

async function listType(from: SageMaker, hub: string, type: HubContentType, query: PageQuery) {
  const answer = await call(
    from,
    'ListHubContents',
    {
      ...pageInput(query),
      HubName: hub,
      HubContentType: type,
      NameContains: query.nameContains,
      SortBy: 'CreationTime',
      SortOrder: query.sortOrder ?? 'Descending',
    },
    query.signal,
  );
  return { items: (answer.HubContentSummaries ?? []).map(contentResource), nextToken: answer.NextToken };
}

/** Its ARN names all that the operations ask for: `…:hub-content/HUB/TYPE/NAME/VERSION`. */
function contentInput({ arn }: ResourceReference) {
  const [hub, type, name, version] = arnPath(arn);
  return {
    // A hub of AWS or of another account is known by its ARN only.
    HubName: arn.replace(/:hub-content\/.*$/, `:hub/${hub ?? ''}`),
    HubContentType: type as HubContentType | undefined,
    HubContentName: name,
    HubContentVersion: version,
  };
}

function contentResource(found: HubContentInfo | DescribeHubContentResponse): Resource {
  const type = found.HubContentType === undefined ? [] : [words(found.HubContentType).toLowerCase()];
  return {
    kind: 'hubContent',
    name: found.HubContentName ?? '',
    arn: found.HubContentArn ?? '',
    status: found.HubContentStatus,
    note: [...type, found.HubContentVersion].filter((part) => part !== undefined).join(' '),
    createdAt: found.CreationTime,
    ...('LastModifiedTime' in found ? { modifiedAt: found.LastModifiedTime } : {}),
  };
}

/** @param found as DescribeHubContent answers */
function hubContentDetails(found: DescribeHubContentResponse): Details {
  const resource = contentResource(found);
  return {
    document: found,
    resource,
    facts: facts(
      ['Status', statusText(found.HubContentStatus, found.FailureReason)],
      ['Shown as', found.HubContentDisplayName],
      ['Description', found.HubContentDescription],
      ['Support', found.SupportStatus],
      ['Created', moment(found.CreationTime)],
    ),
    children: present(
      failureChild(found.FailureReason),
      arnChild('Hub', 'library', found.HubArn),
      arnChild('Public model', 'book', found.SageMakerPublicHubContentArn),
      ...(found.HubContentDependencies ?? []).map(
        ({ DependencyCopyPath: copy, DependencyOriginPath: origin }, index) =>
          s3Child(`dependency/${index}`, 'Dependency', copy ?? origin),
      ),
    ),
    more: (from, signal) => versionsOf(from, contentInput(resource), signal),
  };
}
