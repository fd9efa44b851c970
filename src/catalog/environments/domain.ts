import type { DescribeDomainResponse, DomainDetails } from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pagedOnly, pageInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { domainIdOf, studioActions } from './studio.ts';

export const domain: ResourceKind = {
  id: 'domain',
  singular: 'domain',
  plural: 'Domains',
  icon: 'home',
  group: 'Environments',
  branches: [{ kind: 'userProfile' }, { kind: 'space' }, { kind: 'app' }],
  query: pagedOnly,
  async list(from, query) {
    const answer = await call(from, 'ListDomains', pageInput(query), query.signal);
    return { items: (answer.Domains ?? []).map(domainResource), nextToken: answer.NextToken };
  },
  async describe(from, reference, signal) {
    return domainDetails(await call(from, 'DescribeDomain', { DomainId: domainIdOf(reference) }, signal));
  },
  status: statusOf,
  actions: (resource) => studioActions(resource),
  async delete(from, reference) {
    await call(from, 'DeleteDomain', {
      DomainId: domainIdOf(reference),
      RetentionPolicy: { HomeEfsFileSystem: 'Retain' },
    });
  },
  deleteNote:
    'Its apps, spaces and user profiles must be deleted before it. The file system with the homes stays.',
  consolePath: ({ arn }) => `/studio/${arnPath(arn)[0] ?? ''}`,
};

function domainResource(answer: DomainDetails | DescribeDomainResponse): Resource {
  return {
    kind: 'domain',
    name: answer.DomainName ?? answer.DomainId ?? '',
    arn: answer.DomainArn ?? '',
    status: answer.Status,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function domainDetails(answer: DescribeDomainResponse): Details {
  return {
    document: answer,
    resource: domainResource(answer),
    facts: facts(
      ['Status', statusText(answer.Status, answer.FailureReason)],
      ['Id', answer.DomainId],
      ['Sign-in', answer.AuthMode],
      ['VPC', answer.VpcId],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      roleChild(answer.DefaultUserSettings?.ExecutionRole),
      valueChild('File system of the homes', 'folder-library', answer.HomeEfsFileSystemId),
      valueChild('Subnets', 'server', answer.SubnetIds?.join(', ')),
      valueChild('KMS key', 'key', answer.KmsKeyId),
      valueChild('URL', 'link', answer.Url),
    ),
  };
}
