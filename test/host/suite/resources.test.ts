import * as assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import { groupNames } from '../../../src/catalog/kind.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { settings } from '../../../src/manifest/settings.ts';
import { views } from '../../../src/manifest/views.ts';
import { api, childrenOf, textOf, until } from './support.ts';

const image = 'sagemaker-local/python:3';
const roleArn = 'arn:aws:iam::000000000000:role/sagemaker';

async function createModel(connection: Connection, name: string): Promise<void> {
  const { CreateModelCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await connection.sagemaker();
  await client.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: roleArn,
      PrimaryContainer: { Image: image },
    }),
  );
}

/** A job whose sources are not there: it ends by itself, as Failed. */
async function createTrainingJob(client: SageMakerClient, name: string): Promise<void> {
  const { CreateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  await client.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: roleArn,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://nowhere/output' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
      HyperParameters: { sagemaker_program: '"x.py"', sagemaker_submit_directory: '"s3://nowhere/x.tar.gz"' },
    }),
  );
}

async function createFeatureGroup(connection: Connection, name: string): Promise<void> {
  const { CreateFeatureGroupCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await connection.sagemaker();
  await client.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName: name,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'time',
      FeatureDefinitions: [
        { FeatureName: 'id', FeatureType: 'String' },
        { FeatureName: 'time', FeatureType: 'String' },
        { FeatureName: 'mass', FeatureType: 'Fractional' },
      ],
      OnlineStoreConfig: { EnableOnlineStore: true },
    }),
  );
}

const dataDir = () => process.env['SAGEMAKER_LOCAL_DATA_DIR'] ?? '';

async function enginePid(): Promise<number> {
  const state = JSON.parse(await readFile(join(dataDir(), 'engine.json'), 'utf8')) as { pid: number };
  return state.pid;
}

describe('Resources view', () => {
  let parts: ExtensionApi;
  const shared = dataDir();
  // An engine of its own: other suites' jobs and models must not show here.
  before(async () => {
    parts = await api();
    process.env['SAGEMAKER_LOCAL_DATA_DIR'] = join(shared, 'resources-view');
    await parts.connections.disconnect();
  });
  after(async () => {
    await parts.connections.stop();
    process.env['SAGEMAKER_LOCAL_DATA_DIR'] = shared;
    await parts.connections.disconnect();
  });

  const labels = async (...path: string[]) =>
    (await childrenOf(parts.resources, ...path)).map((node) => textOf(parts.resources, node).label);
  const refresh = () => vscode.commands.executeCommand(commands.resourcesRefresh.id);

  it('shows the groups as people work, and connects when it is first looked at', async () => {
    await vscode.commands.executeCommand(`${views.resources.id}.focus`);
    await until('the view connects', () => parts.connections.state.kind === 'connected');
    assert.deepEqual(await labels(), [...groupNames]);
    assert.deepEqual((await labels('Inference')).slice(0, 2), ['Endpoints', 'Endpoint configurations']);
  });

  it('says what is not there yet, and how to begin', async () => {
    assert.deepEqual(await labels('Models', 'Models'), ['No models yet']);
    assert.deepEqual(await labels('Training', 'Training jobs'), [
      'No training jobs yet',
      'Train on SageMaker…',
    ]);
  });

  it('lists what the SDK creates, newest first, by pages', async () => {
    const connection = await parts.connections.connect();
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.resourcesPageSize.id, 2, vscode.ConfigurationTarget.Global);
    try {
      for (const name of ['first', 'second', 'third']) await createModel(connection, name);
      await refresh();
      assert.deepEqual(await labels('Models', 'Models'), ['third', 'second', 'Load more…']);
      const more = (await childrenOf(parts.resources, 'Models', 'Models')).at(-1);
      assert.ok(more);
      const { command } = parts.resources.getTreeItem(more);
      assert.ok(command);
      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
      assert.deepEqual(await labels('Models', 'Models'), ['third', 'second', 'first']);
    } finally {
      await configuration.update(settings.resourcesPageSize.id, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('follows a status that changes, by itself', async () => {
    const connection = await parts.connections.connect();
    await labels('Data', 'Feature groups');
    await createFeatureGroup(connection, 'penguins');
    await until('the group becomes Created', async () => {
      const [group] = await childrenOf(parts.resources, 'Data', 'Feature groups');
      return group && textOf(parts.resources, group).contextValue?.startsWith('featureGroup.created');
    });
    assert.deepEqual(await labels('Data', 'Feature groups', 'penguins'), ['id', 'time', 'mass', 'Lineage']);
  });

  it('follows what others have made, once it has been refreshed', async () => {
    const { environment, region } = await parts.connections.connect().then(async (connection) => ({
      environment: await connection.environment(),
      region: connection.region,
    }));
    const { SageMakerClient } = await import('@aws-sdk/client-sagemaker');
    const other = new SageMakerClient({
      region,
      endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
      credentials: {
        accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      },
    });
    await labels('Training', 'Training jobs');
    await createTrainingJob(other, 'from-outside');
    await refresh();
    // The tree is asked without loading anything itself: what it has must come from its own looks.
    await until('the job ends in the tree', async () => {
      const [job] = await childrenOf(parts.resources, 'Training', 'Training jobs');
      return (
        job &&
        /^trainingJob\.(failed|stopped|completed)/.test(textOf(parts.resources, job).contextValue ?? '')
      );
    });
    other.destroy();
  });

  it('deletes, and no longer shows what is gone', async () => {
    const [node] = await childrenOf(parts.resources, 'Models', 'Models');
    await vscode.commands.executeCommand(commands.resourceDelete.id, node);
    await until('the model goes', async () => !(await labels('Models', 'Models')).includes('third'));
  });

  it('copies a name', async () => {
    const [node] = await childrenOf(parts.resources, 'Models', 'Models');
    await vscode.commands.executeCommand(commands.resourceCopyName.id, node);
    assert.equal(await vscode.env.clipboard.readText(), 'second');
  });

  it('opens details as a read-only JSON document that follows the resource', async () => {
    const [node] = await childrenOf(parts.resources, 'Models', 'Models');
    await vscode.commands.executeCommand(commands.resourceOpenDetails.id, node);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.uri.path, '/model/second.json');
    assert.equal(document.languageId, 'json');
    const shown = JSON.parse(document.getText()) as Record<string, unknown>;
    assert.equal(shown['ModelName'], 'second');
    assert.match(String(shown['CreationTime']), /^\d{4}-\d\d-\d\dT/);
    assert.equal('$metadata' in shown, false);

    await vscode.commands.executeCommand(commands.resourceDelete.id, node);
    await until('the document says that the model is gone', () => document.getText().includes('is gone'));
  });

  it('comes back by itself when the engine was killed', async () => {
    const connection = await parts.connections.connect();
    await createModel(connection, 'survivor');
    const before = await enginePid();
    process.kill(before, 'SIGKILL');
    await refresh();
    assert.ok((await labels('Models', 'Models')).includes('survivor'));
    assert.notEqual(await enginePid(), before);
  });

  it('is empty, with a button, after the engine was stopped, and full again after its start', async () => {
    await vscode.commands.executeCommand(commands.engineStop.id);
    assert.equal(parts.connections.state.kind, 'stopped');
    assert.deepEqual(await labels(), []);
    await vscode.commands.executeCommand(commands.engineStart.id);
    assert.ok((await labels('Models', 'Models')).includes('survivor'));
  });

  it('shows as a node why the engine cannot start, and recovers', async () => {
    const good = dataDir();
    const file = join(good, 'a-file');
    await writeFile(file, '');
    await parts.connections.disconnect();
    process.env['SAGEMAKER_LOCAL_DATA_DIR'] = join(file, 'below');
    try {
      const [node] = await childrenOf(parts.resources);
      assert.ok(node);
      const { label, contextValue } = textOf(parts.resources, node);
      assert.equal(contextValue, 'error');
      assert.equal(label, 'Not connected');
      const { state } = parts.connections;
      assert.ok(state.kind === 'failed');
      assert.match(String(state.error), /SageMaker on this machine could not start/);
      const actions = (await parts.resources.getChildren(node)).map(
        (child) => textOf(parts.resources, child).label,
      );
      assert.deepEqual(actions, ['Try again', 'Open settings', 'Show log']);
    } finally {
      process.env['SAGEMAKER_LOCAL_DATA_DIR'] = good;
    }
    await refresh();
    assert.equal(parts.connections.state.kind, 'connected');
    assert.ok((await labels('Models', 'Models')).includes('survivor'));
  });
});
