import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import type { KindId } from '../../../src/catalog/resource.ts';
import { ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { act, describeOf, find, leadsTo, remove } from './kindActs.ts';
import { checkKind } from './kindChecks.ts';

let engine: TestEngine;
let sm: SageMaker;
let from: From;
const letters = ['a', 'b', 'c'] as const;
const named = (prefix: string) => letters.map((letter) => `${prefix}-${letter}`);
const script = Buffer.from('#!/bin/sh\necho hello\n').toString('base64');

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  from = { sagemaker: async () => engine.sagemaker };
  await Promise.all([studio('home', letters), studio('other', []), clusters()]);
  for (const letter of letters) {
    await notebooks(letter);
    await images(letter);
    await sm.createPartnerApp({
      Name: `partner${letter}`,
      Type: (['comet', 'fiddler', 'deepchecks-llm-evaluation'] as const)[letters.indexOf(letter)],
      ExecutionRoleArn: ROLE,
      Tier: 'small',
      AuthType: 'IAM',
      ApplicationConfig: { AdminUsers: ['ann'] },
    });
  }
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

/** A domain with a person, a space and two apps for each letter, and one person more. */
async function studio(DomainName: string, made: readonly string[]) {
  const { DomainArn = '' } = await sm.createDomain({
    DomainName,
    AuthMode: 'IAM',
    DefaultUserSettings: { ExecutionRole: ROLE },
    SubnetIds: ['subnet-0123456789abcdef0'],
    VpcId: 'vpc-0123456789abcdef0',
  });
  const DomainId = DomainArn.split('/').at(-1);
  await until(
    () => sm.describeDomain({ DomainId }),
    ({ Status }) => Status === 'InService',
  );
  await sm.createUserProfile({ DomainId, UserProfileName: `visitor-of-${DomainName}` });
  for (const letter of made) {
    const [UserProfileName, SpaceName] = [`person-${letter}`, `space-${letter}`];
    await sm.createUserProfile({ DomainId, UserProfileName });
    await until(
      () => sm.describeUserProfile({ DomainId, UserProfileName }),
      ({ Status }) => Status === 'InService',
    );
    await sm.createSpace({
      DomainId,
      SpaceName,
      OwnershipSettings: { OwnerUserProfileName: UserProfileName },
      SpaceSharingSettings: { SharingType: 'Private' },
      SpaceSettings: { AppType: 'JupyterLab' },
    });
    await until(
      () => sm.describeSpace({ DomainId, SpaceName }),
      ({ Status }) => Status === 'InService',
    );
    await sm.createApp({ DomainId, SpaceName, AppType: 'JupyterLab', AppName: 'default' });
    await sm.createApp({ DomainId, UserProfileName, AppType: 'KernelGateway', AppName: `kernel-${letter}` });
  }
}

async function clusters() {
  for (const letter of letters) {
    const ClusterName = `cluster-${letter}`;
    const { ClusterArn } = await sm.createCluster({
      ClusterName,
      InstanceGroups: [
        {
          InstanceGroupName: 'workers',
          InstanceType: 'ml.m5.large',
          InstanceCount: 2,
          ExecutionRole: ROLE,
          LifeCycleConfig: { SourceS3Uri: 's3://sagemaker-scripts/a', OnCreate: 'on_create.sh' },
        },
      ],
      NodeProvisioningMode: 'Continuous',
      Orchestrator: { Eks: { ClusterArn: 'arn:aws:eks:us-east-1:000000000000:cluster/eks' } },
      VpcConfig: {
        SecurityGroupIds: ['sg-0123456789abcdef0'],
        Subnets: ['subnet-0123456789abcdef0'],
      },
    });
    await until(
      () => sm.describeCluster({ ClusterName }),
      ({ ClusterStatus }) => ClusterStatus === 'InService',
    );
    await sm.createClusterSchedulerConfig({
      Name: `policy-${letter}`,
      ClusterArn,
      SchedulerConfig: { PriorityClasses: [{ Name: 'training', Weight: 70 }], FairShare: 'Enabled' },
    });
    await sm.createComputeQuota({
      Name: `quota-${letter}`,
      ClusterArn,
      ComputeQuotaConfig: { ComputeQuotaResources: [{ InstanceType: 'ml.m5.large', Count: 1 }] },
      ComputeQuotaTarget: { TeamName: 'vision', FairShareWeight: 10 },
    });
  }
}

async function notebooks(letter: string) {
  const [config, repository] = [`on-notebook-${letter}`, `repository-${letter}`];
  await sm.createNotebookInstanceLifecycleConfig({
    NotebookInstanceLifecycleConfigName: config,
    OnStart: [{ Content: script }],
  });
  await sm.createCodeRepository({
    CodeRepositoryName: repository,
    GitConfig: { RepositoryUrl: 'https://github.com/org/code.git', Branch: 'main' },
  });
  await sm.createNotebookInstance({
    NotebookInstanceName: `notebook-${letter}`,
    InstanceType: 'ml.t3.medium',
    RoleArn: ROLE,
    LifecycleConfigName: config,
    DefaultCodeRepository: repository,
  });
  await sm.createStudioLifecycleConfig({
    StudioLifecycleConfigName: `on-studio-${letter}`,
    StudioLifecycleConfigContent: script,
    StudioLifecycleConfigAppType: 'JupyterLab',
  });
}

async function images(letter: string) {
  const ImageName = `image-${letter}`;
  await sm.createImage({ ImageName, RoleArn: ROLE });
  await until(
    () => sm.describeImage({ ImageName }),
    ({ ImageStatus }) => ImageStatus === 'CREATED',
  );
  for (const tag of ['1', '2'])
    await sm.createImageVersion({
      ImageName,
      BaseImage: `000000000000.dkr.ecr.us-east-1.amazonaws.com/mine:${tag}`,
      Aliases: [`alias-${tag}`],
    });
  await sm.createAppImageConfig({
    AppImageConfigName: `config-${letter}`,
    KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'python3', DisplayName: 'Python 3' }] },
  });
}

const people = [...named('person'), 'visitor-of-home'];
const apps = ['default', 'default', 'default', ...named('kernel')];

describe('the kinds of the group Environments', () => {
  it.each([
    { kind: 'domain', names: ['home', 'other'] },
    { kind: 'userProfile', names: [...people, 'visitor-of-other'] },
    { kind: 'space', names: named('space') },
    { kind: 'app', names: apps },
    { kind: 'notebookInstance', names: named('notebook') },
    { kind: 'cluster', names: named('cluster') },
    { kind: 'clusterSchedulerConfig', names: named('policy') },
    { kind: 'computeQuota', names: named('quota') },
    { kind: 'partnerApp', names: ['partnera', 'partnerb', 'partnerc'] },
    { kind: 'image', names: named('image') },
    { kind: 'appImageConfig', names: named('config') },
    { kind: 'studioLifecycleConfig', names: named('on-studio') },
    { kind: 'notebookInstanceLifecycleConfig', names: named('on-notebook') },
    { kind: 'codeRepository', names: named('repository') },
  ] as const)('$kind is listed and described as it claims', async (listed) => {
    await checkKind(from, listed);
  });

  it('lists what belongs to a domain, a person, a space, an image, a cluster', async () => {
    const within = async (kind: KindId, name: string) => ({ within: await find(from, kind, name) });
    const home = await within('domain', 'home');
    await checkKind(from, { kind: 'userProfile', names: people, ...home });
    await checkKind(from, { kind: 'space', names: named('space'), ...home });
    await checkKind(from, { kind: 'app', names: apps, ...home });
    await checkKind(from, { kind: 'app', names: ['kernel-b'], ...(await within('userProfile', 'person-b')) });
    await checkKind(from, { kind: 'app', names: ['default'], ...(await within('space', 'space-b')) });
    const image = await within('image', 'image-b');
    await checkKind(from, { kind: 'imageVersion', names: ['image-b 1', 'image-b 2'], ...image });
    const cluster = await within('cluster', 'cluster-b');
    await checkKind(from, { kind: 'clusterSchedulerConfig', names: ['policy-b'], ...cluster });
    await checkKind(from, { kind: 'computeQuota', names: ['quota-b'], ...cluster });
  });

  it.each([
    ['domain', 'home', [ROLE]],
    ['space', 'space-a', ['userProfile person-a']],
    ['app', 'kernel-a', ['userProfile person-a']],
    [
      'notebookInstance',
      'notebook-a',
      ['notebookInstanceLifecycleConfig on-notebook-a', 'codeRepository repository-a', ROLE],
    ],
    ['cluster', 'cluster-a', ['arn:aws:eks:us-east-1:000000000000:cluster/eks']],
    ['partnerApp', 'partnera', [ROLE]],
    ['image', 'image-a', [ROLE]],
    ['appImageConfig', 'config-a', ['python3']],
    ['studioLifecycleConfig', 'on-studio-a', ['#!/bin/sh\necho hello\n']],
    ['notebookInstanceLifecycleConfig', 'on-notebook-a', ['#!/bin/sh\necho hello\n']],
    ['codeRepository', 'repository-a', ['https://github.com/org/code.git', 'main']],
  ] as const)('%s %s leads to what belongs to it', async (kind, name, wanted) => {
    const found = await leadsTo(from, await describeOf(from, kind, name));
    expect(found).toEqual(expect.arrayContaining([...wanted]));
  });

  it('shows a cluster’s nodes and events, and what it bills', async () => {
    const { usage, more } = await describeOf(from, 'cluster', 'cluster-a');
    expect(usage).toEqual([{ instanceType: 'ml.m5.large', count: 2, use: 'cluster' }]);
    const children = (await more?.(from)) ?? [];
    expect(children.filter(({ id }) => id.startsWith('node/'))).toHaveLength(2);
    expect(children.some(({ id }) => id.startsWith('event/'))).toBe(true);
  });

  it('shows an image version’s aliases', async () => {
    const image = await find(from, 'image', 'image-a');
    const found = await leadsTo(from, await describeOf(from, 'imageVersion', 'image-a 2', image));
    expect(found).toEqual(expect.arrayContaining(['image image-a', 'alias-2']));
    expect(found).not.toContain('alias-1');
  });

  it('tells what apps and notebook instances bill', async () => {
    const space = await find(from, 'space', 'space-a');
    const lab = await describeOf(from, 'app', 'default', space);
    expect(lab.usage).toEqual([{ instanceType: 'ml.t3.medium', count: 1, use: 'studio' }]);
    expect(await leadsTo(from, lab)).toContain('space space-a');
    expect((await describeOf(from, 'notebookInstance', 'notebook-a')).usage).toEqual([
      { instanceType: 'ml.t3.medium', count: 1, use: 'notebook' },
    ]);
  });

  it.each([
    ['userProfile', 'person-a'],
    ['space', 'space-a'],
    ['notebookInstance', 'notebook-a'],
    ['partnerApp', 'partnera'],
  ] as const)('gives a page of a %s', async (kind, name) => {
    await until(
      () => find(from, kind, name),
      (resource) => kindOf(kind).actions(resource).includes('browse'),
    );
    const url = (await kindOf(kind).url?.(from, await find(from, kind, name))) ?? '';
    expect((await fetch(url)).status).toBeLessThan(500);
  });

  it('stops and starts notebook instances', async () => {
    await act(from, 'stop', await find(from, 'notebookInstance', 'notebook-b'), 'Stopped');
    await act(from, 'start', await find(from, 'notebookInstance', 'notebook-b'), 'InService');
    await act(from, 'stop', await find(from, 'notebookInstance', 'notebook-c'), 'Stopped');
  });

  it('deletes what can be deleted', async () => {
    const home = await find(from, 'domain', 'home');
    const space = await find(from, 'space', 'space-c');
    await remove(from, await find(from, 'app', 'default', space), space);
    await remove(from, await find(from, 'app', 'kernel-c'));
    for (const [kind, name] of [
      ['space', 'space-c'],
      ['userProfile', 'person-c'],
    ] as const) {
      const gone = await find(from, kind, name, home);
      await until(
        () =>
          kindOf(kind)
            .delete?.(from, gone)
            .then(
              () => true,
              () => false,
            ) ?? Promise.resolve(true),
        (done) => done,
      );
      await until(
        () => kindOf(kind).list(from, { pageSize: 100, within: home }),
        ({ items }) => items.every(({ arn }) => arn !== gone.arn),
      );
      await expect(kindOf(kind).describe(from, gone)).rejects.toThrow();
    }
    const image = await find(from, 'image', 'image-c');
    await remove(from, await find(from, 'imageVersion', 'image-c 1', image), image);
    for (const [kind, name] of [
      ['notebookInstance', 'notebook-c'],
      ['notebookInstanceLifecycleConfig', 'on-notebook-c'],
      ['codeRepository', 'repository-c'],
      ['studioLifecycleConfig', 'on-studio-c'],
      ['image', 'image-c'],
      ['appImageConfig', 'config-c'],
      ['clusterSchedulerConfig', 'policy-c'],
      ['computeQuota', 'quota-c'],
      ['cluster', 'cluster-c'],
      ['partnerApp', 'partnerc'],
    ] as const)
      await remove(from, await find(from, kind, name));
  });
});
