import type {
  AppImageConfigDetails,
  ContainerConfig,
  DescribeAppImageConfigResponse,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';

export const appImageConfig: ResourceKind = {
  id: 'appImageConfig',
  singular: 'app image configuration',
  plural: 'App image configurations',
  icon: 'settings-gear',
  group: 'Environments',
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'LastModifiedTime' | 'Name'>(query);
    const answer = await call(from, 'ListAppImageConfigs', input, query.signal);
    return { items: (answer.AppImageConfigs ?? []).map(configResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return appImageConfigDetails(
      await call(from, 'DescribeAppImageConfig', { AppImageConfigName: name }, signal),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteAppImageConfig', { AppImageConfigName: name });
  },
  deleteNote: 'Its image stays; Studio can no longer start apps with this configuration of it.',
};

function configResource(answer: AppImageConfigDetails | DescribeAppImageConfigResponse): Resource {
  return {
    kind: 'appImageConfig',
    name: answer.AppImageConfigName ?? '',
    arn: answer.AppImageConfigArn ?? '',
    note: appsOf(answer).join(', ') || undefined,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

/** The types of apps that it is for. */
function appsOf(answer: AppImageConfigDetails | DescribeAppImageConfigResponse): string[] {
  return [
    ...(answer.KernelGatewayImageConfig ? ['KernelGateway'] : []),
    ...(answer.JupyterLabAppImageConfig ? ['JupyterLab'] : []),
    ...(answer.CodeEditorAppImageConfig ? ['CodeEditor'] : []),
  ];
}

function appImageConfigDetails(answer: DescribeAppImageConfigResponse): Details {
  const {
    KernelGatewayImageConfig: kernel,
    JupyterLabAppImageConfig: lab,
    CodeEditorAppImageConfig: code,
  } = answer;
  const files = kernel?.FileSystemConfig ?? lab?.FileSystemConfig ?? code?.FileSystemConfig;
  return {
    document: answer,
    resource: configResource(answer),
    facts: facts(
      ['Apps', appsOf(answer).join(', ')],
      ['Home mounted at', files?.MountPath],
      ['User', files?.DefaultUid],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      ...(kernel?.KernelSpecs ?? []).map(({ Name: name, DisplayName: shown }) =>
        valueChild(shown ?? 'Kernel', 'symbol-event', name),
      ),
      containerChild('JupyterLab', lab?.ContainerConfig),
      containerChild('CodeEditor', code?.ContainerConfig),
    ),
  };
}

/** What its container is started with. */
function containerChild(app: string, container: ContainerConfig | undefined): Child | undefined {
  const command = [...(container?.ContainerEntrypoint ?? []), ...(container?.ContainerArguments ?? [])];
  return valueChild(`${app} starts with`, 'terminal', command.join(' '));
}
