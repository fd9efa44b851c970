import * as assert from 'node:assert/strict';
import type { SageMaker } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { browseResource } from '../../../src/explorer/commands/browseResource.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { views } from '../../../src/manifest/views.ts';
import { engineClient, labelsAt, nodeAt, roleArn, run } from './explorerKit.ts';
import { fileInSample, launch, tailToEnd } from './mainJob.ts';
import { api, childrenOf, textOf, until } from './support.ts';

const notebooks = ['Environments', 'Notebook instances'] as const;
const pipelines = ['Pipelines', 'Pipelines'] as const;
const groups = ['Models', 'Model groups'] as const;

describe('Actions of the resources tree', () => {
  let parts: ExtensionApi;
  let sm: SageMaker;

  before(async () => {
    parts = await api();
    await vscode.commands.executeCommand(`${views.resources.id}.focus`);
    ({ sm } = await engineClient(parts));
    await labelsAt(parts);
  });
  after(() => sm.destroy());

  const refresh = async (...path: string[]) => run(commands.resourcesRefresh, await nodeAt(parts, ...path));
  const notebookStatus = async (name: string) =>
    (await sm.describeNotebookInstance({ NotebookInstanceName: name })).NotebookInstanceStatus;
  /** A node once its row says that an action can be had. */
  const ready = (action: string, ...path: string[]) =>
    until(`${path.at(-1) ?? ''} can ${action}`, async () => {
      const node = await nodeAt(parts, ...path);
      return (textOf(parts.resources, node).contextValue ?? '').includes(`can:${action}`) ? node : undefined;
    });

  it('stop, start and delete a notebook instance, and open its page', async () => {
    // Two, so that one is deleted while the other starts: each takes its seconds, as notebook instances do.
    const [name, other] = ['act-notebook', 'act-notebook-2'];
    for (const NotebookInstanceName of [name, other])
      await sm.createNotebookInstance({
        NotebookInstanceName,
        InstanceType: 'ml.t3.medium',
        RoleArn: roleArn,
      });
    await refresh(...notebooks);
    const path = [...notebooks, name] as const;
    const opened: string[] = [];
    await browseResource(parts.connections, await ready('browse', ...path), async (url) => opened.push(url));
    assert.match(opened[0] ?? '', /^https?:\/\/\S+/);
    await run(commands.resourceStop, await ready('stop', ...path));
    await run(commands.resourceStop, await ready('stop', ...notebooks, other));
    await until('it is stopped', async () => (await notebookStatus(name)) === 'Stopped');
    await run(commands.resourceStart, await ready('start', ...path));
    await run(commands.resourceDelete, await ready('delete', ...notebooks, other));
    await until('it is in service', async () => (await notebookStatus(name)) === 'InService');
    await until('the other is gone', () =>
      notebookStatus(other).then(
        () => false,
        () => true,
      ),
    );
  });

  it('change tags', async () => {
    const { ModelArn } = await sm.createModel({
      ModelName: 'act-model',
      ExecutionRoleArn: roleArn,
      PrimaryContainer: { Image: 'sagemaker-local/python:3' },
    });
    await refresh('Models', 'Models');
    const node = await nodeAt(parts, 'Models', 'Models', 'act-model');
    const tags = async () => (await sm.listTags({ ResourceArn: ModelArn })).Tags;
    await run(commands.resourceEditTags, node, { key: 'team', value: 'red' });
    assert.deepEqual(await tags(), [{ Key: 'team', Value: 'red' }]);
    await run(commands.resourceEditTags, node, { key: 'team', value: 'blue' });
    assert.deepEqual(await tags(), [{ Key: 'team', Value: 'blue' }]);
    await run(commands.resourceEditTags, node, { key: 'team' });
    assert.deepEqual(await tags(), []);
    await run(commands.resourceDelete, node);
    await assert.rejects(sm.describeModel({ ModelName: 'act-model' }));
  });

  it('approve and reject a version, which stands inline below its group or in its branch', async () => {
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'act-group' });
    const { ModelPackageArn } = await sm.createModelPackage({
      ModelPackageGroupName: 'act-group',
      ModelApprovalStatus: 'PendingManualApproval',
      InferenceSpecification: {
        Containers: [{ Image: 'sagemaker-local/python:3', ModelDataUrl: 's3://bucket/model.tar.gz' }],
        SupportedContentTypes: ['text/csv'],
        SupportedResponseMIMETypes: ['text/csv'],
      },
    });
    const group = (await labelsAt(parts, 'Models')).find((label) => /group/i.test(label)) ?? groups[1];
    await refresh('Models', group);
    const below = await labelsAt(parts, 'Models', group, 'act-group');
    const branch = below.includes('act-group 1') ? [] : [below.find((label) => /version/i.test(label)) ?? ''];
    const path = ['Models', group, 'act-group', ...branch, 'act-group 1'];
    const approval = async () => {
      const answer = await sm.describeModelPackage({ ModelPackageName: ModelPackageArn });
      return [answer.ModelApprovalStatus, answer.ApprovalDescription];
    };
    await run(commands.modelApprove, await ready('approve', ...path), 'good enough');
    assert.deepEqual(await approval(), ['Approved', 'good enough']);
    await run(commands.modelReject, await ready('reject', ...path), 'no longer');
    assert.deepEqual(await approval(), ['Rejected', 'no longer']);
    await run(commands.resourceDelete, await ready('delete', ...path));
    await until('the version is gone', () =>
      approval().then(
        () => false,
        () => true,
      ),
    );
    await sm.deleteModelPackageGroup({ ModelPackageGroupName: 'act-group' });
  });

  it('start a pipeline with parameters; its executions stand below it', async () => {
    const definition = {
      Version: '2020-12-01',
      Parameters: [{ Name: 'Epochs', Type: 'Integer', DefaultValue: 3 }],
      Steps: [{ Name: 'Stop', Type: 'Fail', Arguments: { ErrorMessage: 'on purpose' } }],
    };
    await sm.createPipeline({
      PipelineName: 'act-pipeline',
      RoleArn: roleArn,
      ClientRequestToken: 'act-pipeline'.repeat(3),
      PipelineDefinition: JSON.stringify(definition),
    });
    await refresh(...pipelines);
    const node = await ready('execute', ...pipelines, 'act-pipeline');
    const started = (await run(commands.pipelineStart, node, { Epochs: '7' })) as { arn: string };
    const { PipelineParameters } = await sm.listPipelineParametersForExecution({
      PipelineExecutionArn: started.arn,
    });
    assert.deepEqual(PipelineParameters, [{ Name: 'Epochs', Value: '7' }]);
    const executions = async (...path: string[]) =>
      (await childrenOf(parts.resources, ...pipelines, 'act-pipeline', ...path)).flatMap((node) =>
        node.type === 'resource' ? [node.resource.arn] : [],
      );
    const inBranch = (await labelsAt(parts, ...pipelines, 'act-pipeline')).includes('Executions');
    assert.deepEqual(await executions(...(inBranch ? ['Executions'] : [])), [started.arn]);
    await run(commands.resourceDelete, await nodeAt(parts, ...pipelines, 'act-pipeline'));
    await until('the pipeline is gone', () =>
      sm.describePipeline({ PipelineName: 'act-pipeline' }).then(
        () => false,
        () => true,
      ),
    );
  });

  it('change an endpoint’s weights, and mark what is launched with who made it', async () => {
    const name = await launch(fileInSample('train.py'), {
      hyperparameters: { epochs: 2 },
      jobName: 'act-job',
    });
    await tailToEnd(name);
    const job = await sm.describeTrainingJob({ TrainingJobName: name });
    const { arn } = await (await parts.connections.connect()).identity();
    const tags = await sm.listTags({ ResourceArn: job.TrainingJobArn });
    assert.deepEqual(tags.Tags, [{ Key: 'sagemaker-workbench:created-by', Value: arn }]);
    const endpointName = 'act-endpoint';
    await run(commands.endpointDeploy, { resource: { kind: 'trainingJob', name } }, { endpointName });
    await refresh('Inference', 'Endpoints');
    const node = await ready('weigh', 'Inference', 'Endpoints', endpointName);
    await run(commands.endpointWeigh, node, [{ name: 'AllTraffic', weight: 0.5 }]);
    await until('the weight has changed', async () => {
      const { ProductionVariants } = await sm.describeEndpoint({ EndpointName: endpointName });
      return ProductionVariants?.[0]?.CurrentWeight === 0.5;
    });
    await run(commands.resourceDelete, await ready('delete', 'Inference', 'Endpoints', endpointName));
    await until('the endpoint is gone', () =>
      sm.describeEndpoint({ EndpointName: endpointName }).then(
        () => false,
        () => true,
      ),
    );
    // Its row may be from when it ran: a window that nobody touches looks every 30 s.
    await refresh('Training', 'Training jobs');
    await run(commands.resourceDelete, await ready('delete', 'Training', 'Training jobs', name));
    await until('the job is gone', () =>
      sm.describeTrainingJob({ TrainingJobName: name }).then(
        () => false,
        () => true,
      ),
    );
  });

  it('stop a training job', async () => {
    const name = await launch(fileInSample('train.py'), {
      hyperparameters: { epochs: 1000, 'epoch-seconds': 1 },
      jobName: 'act-long',
    });
    await refresh('Training', 'Training jobs');
    await run(commands.resourceStop, await ready('stop', 'Training', 'Training jobs', name));
    await until('the job is stopped', async () => {
      const { TrainingJobStatus } = await sm.describeTrainingJob({ TrainingJobName: name });
      return TrainingJobStatus === 'Stopped';
    });
    await run(commands.resourceDelete, await ready('delete', 'Training', 'Training jobs', name));
  });

  it('reach any depth: a domain’s profiles stand below it', async () => {
    const { DomainId } = await sm.createDomain({
      DomainName: 'act-domain',
      AuthMode: 'IAM',
      DefaultUserSettings: { ExecutionRole: roleArn },
      SubnetIds: ['subnet-1'],
      VpcId: 'vpc-1',
    });
    await until('the domain is in service', async () => {
      return (await sm.describeDomain({ DomainId })).Status === 'InService';
    });
    await sm.createUserProfile({ DomainId, UserProfileName: 'ann' });
    await refresh('Environments', 'Domains');
    const below = await labelsAt(parts, 'Environments', 'Domains', 'act-domain');
    assert.ok(below.includes('User profiles'), below.join());
    const path = ['Environments', 'Domains', 'act-domain', 'User profiles'] as const;
    assert.deepEqual(await labelsAt(parts, ...path), ['ann']);
    await run(commands.resourceDelete, await ready('delete', ...path, 'ann'));
    await until('the profile is gone', async () => {
      return (await sm.listUserProfiles({ DomainIdEquals: DomainId })).UserProfiles?.length === 0;
    });
    await sm.deleteDomain({ DomainId, RetentionPolicy: { HomeEfsFileSystem: 'Delete' } });
  });
});
