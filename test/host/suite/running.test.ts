import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { endpoint } from '../../../src/catalog/inference/endpoint.ts';
import { runningItem } from '../../../src/explorer/running/runningItems.ts';
import type { RunningNode } from '../../../src/explorer/running/runningNodes.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { views } from '../../../src/manifest/views.ts';
import { api, standsStill, until } from './support.ts';

const image = 'sagemaker-local/python:3';
const roleArn = 'arn:aws:iam::000000000000:role/sagemaker';

/** A client of its own, as boto3 or another window would have. */
async function independentClient({ connections }: ExtensionApi): Promise<SageMakerClient> {
  const connection = await connections.connect();
  const environment = await connection.environment();
  const { SageMakerClient } = await import('@aws-sdk/client-sagemaker');
  return new SageMakerClient({
    region: connection.region,
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
}

/** Puts files as a `.tar.gz` into S3. @returns its URI */
async function putArchive(
  { connections }: ExtensionApi,
  key: string,
  name: string,
  text: string,
): Promise<string> {
  const { CreateBucketCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const { pack } = await import('tar-stream');
  const { createGzip } = await import('node:zlib');
  const { buffer } = await import('node:stream/consumers');
  const archive = pack();
  archive.entry({ name }, text);
  archive.finalize();
  const Body = await buffer(archive.pipe(createGzip()));
  const s3 = await connections.connect().then((connection) => connection.s3());
  await s3.send(new CreateBucketCommand({ Bucket: 'running-now' }));
  await s3.send(new PutObjectCommand({ Bucket: 'running-now', Key: key, Body }));
  return `s3://running-now/${key}`;
}

/** A job that runs until it is stopped. */
async function createSleeper(parts: ExtensionApi, client: SageMakerClient, name: string): Promise<void> {
  const { CreateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const sources = await putArchive(parts, 'sleep.tar.gz', 'sleep.py', 'import time\ntime.sleep(600)\n');
  await client.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: roleArn,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://running-now/output' },
      ResourceConfig: { InstanceType: 'ml.g5.2xlarge', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      HyperParameters: {
        sagemaker_program: '"sleep.py"',
        sagemaker_submit_directory: JSON.stringify(sources),
      },
    }),
  );
}

/** An endpoint that answers. */
async function createEndpoint(parts: ExtensionApi, client: SageMakerClient, name: string): Promise<void> {
  const sdk = await import('@aws-sdk/client-sagemaker');
  const code = 'def model_fn(model_dir): return 2\ndef predict_fn(data, model): return data * model\n';
  const ModelDataUrl = await putArchive(parts, 'model.tar.gz', 'code/inference.py', code);
  await client.send(
    new sdk.CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: roleArn,
      PrimaryContainer: { Image: image, ModelDataUrl },
    }),
  );
  await client.send(
    new sdk.CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [
        { VariantName: 'a', ModelName: name, InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
      ],
    }),
  );
  await client.send(new sdk.CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
}

describe('Running now', () => {
  let parts: ExtensionApi;
  let other: SageMakerClient;
  const shared = process.env['SAGEMAKER_LOCAL_DATA_DIR'] ?? '';
  // An engine of its own: other suites' jobs must not show here.
  before(async () => {
    parts = await api();
    process.env['SAGEMAKER_LOCAL_DATA_DIR'] = join(shared, 'running-now');
    await parts.connections.disconnect();
    other = await independentClient(parts);
    await vscode.commands.executeCommand(commands.runningShow.id);
    await until('the view is seen', () => parts.running.view.visible);
  });
  after(async () => {
    other.destroy();
    await parts.connections.stop();
    process.env['SAGEMAKER_LOCAL_DATA_DIR'] = shared;
    await parts.connections.disconnect();
  });

  /** What has been drawn so far; nothing is asked for by it. */
  const drawn = (): string[] => parts.running.tree.now?.rows.map(({ resource }) => resource.name) ?? [];
  async function row(name: string): Promise<RunningNode> {
    const nodes = await parts.running.tree.getChildren();
    const node = nodes.find((candidate) => candidate.type === 'running' && candidate.resource.name === name);
    assert.ok(node?.type === 'running', `no row "${name}"`);
    return node;
  }

  it('is empty, without a badge, where nothing runs', async () => {
    await until('the first look', () => parts.running.tree.now);
    assert.deepEqual(await parts.running.tree.getChildren(), []);
    assert.equal(parts.running.view.badge, undefined);
  });

  it('shows what others start, by itself, with its instances and without costs on this machine', async () => {
    await createSleeper(parts, other, 'sleeper');
    await createEndpoint(parts, other, 'served');
    await until('both', () => drawn().length === 2);
    assert.deepEqual(drawn().sort(), ['served', 'sleeper']);
    await until('the badge', () => parts.running.view.badge?.value === 2);
    assert.equal(parts.running.view.description, 'costs nothing');
    const { label, description, contextValue } = parts.running.tree.getTreeItem(await row('sleeper'));
    assert.equal(label, 'sleeper');
    assert.match(String(description), /ml\.g5\.2xlarge × 1/);
    assert.doesNotMatch(String(description), /\$|rate/);
    assert.match(String(contextValue), /^trainingJob\.inProgress .*can:tail.*can:stop/);
  });

  it('draws only the row anew of which there is news: while the tree is read, buttons have nothing behind them', async () => {
    const { tree } = parts.running;
    const sleeper = await row('sleeper');
    const told: unknown[] = [];
    const listening = tree.onDidChangeTreeData((changed) => told.push(changed));
    tree.redraw('sleeper');
    tree.redraw('nobody');
    listening.dispose();
    assert.deepEqual(told, [[sleeper]]);
  });

  it('stops a job from its row', async () => {
    await vscode.commands.executeCommand(commands.resourceStop.id, await row('sleeper'));
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const { TrainingJobStatus: status } = await other.send(
      new DescribeTrainingJobCommand({ TrainingJobName: 'sleeper' }),
    );
    assert.match(String(status), /^Stopp(ing|ed)$/);
    await until('the row goes', () => !drawn().includes('sleeper'));
  });

  it('opens details and deletes an endpoint from its row', async () => {
    const node = await row('served');
    const { command } = parts.running.tree.getTreeItem(node);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /served/);
    await vscode.commands.executeCommand(commands.resourceDelete.id, await row('served'));
    await until('the row goes', () => !drawn().includes('served'));
    const { DescribeEndpointCommand } = await import('@aws-sdk/client-sagemaker');
    await until('the endpoint is gone', () =>
      other.send(new DescribeEndpointCommand({ EndpointName: 'served' })).then(
        () => false,
        () => true,
      ),
    );
    await until('no badge', () => parts.running.view.badge === undefined);
  });

  it('asks nothing while it is hidden, and looks again when it is seen', async () => {
    const asked: string[] = [];
    const client = await parts.connections.connect().then((connection) => connection.sagemaker());
    client.middlewareStack.add(
      (next, context) => (args) => {
        asked.push(context.commandName ?? '');
        return next(args);
      },
      { step: 'initialize', name: 'countForTest' },
    );
    try {
      // A document follows its resource for as long as it is open.
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('workbench.view.explorer');
      await until('the view is hidden', () => !parts.running.view.visible);
      await standsStill('a look was under way', () => asked.length, 1_000);
      asked.length = 0;
      await createEndpoint(parts, other, 'unseen');
      // Longer than the pace at which a seen view looks.
      await sleep(12_000);
      assert.deepEqual(asked, []);
      assert.deepEqual(drawn(), []);
      await vscode.commands.executeCommand(`${views.running.id}.focus`);
      await until('the row comes', () => drawn().includes('unseen'));
    } finally {
      client.middlewareStack.remove('countForTest');
    }
  });
});

describe('A row of Running now', () => {
  const hour = 60 * 60 * 1000;
  const resource = {
    kind: 'endpoint',
    name: 'forgotten',
    arn: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/forgotten',
    status: 'InService',
  } as const;
  const row = {
    kind: endpoint,
    resource,
    usage: [{ instanceType: 'ml.g5.2xlarge', count: 2, use: 'hosting' }],
    cost: { usd: 3.03, unknown: false, byRequest: false, free: false, dated: true },
    since: new Date(0),
    idle: 'idle for 3 h',
    doubt: undefined,
  } as const;

  it('says what an idle endpoint costs, and how sure that is', () => {
    const item = runningItem({ type: 'running', resource, row }, 123 * 60 * 1000);
    assert.equal(item.description, 'idle for 3 h · ml.g5.2xlarge × 2 · $3.03/h · 2 h 3 min');
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'watch');
    assert.match(item.accessibilityInformation?.label ?? '', /^forgotten idle for 3 h .* endpoint$/);
    // Markdown escapes what could be formatting.
    const tooltip = (item.tooltip as vscode.MarkdownString).value
      .replaceAll('&nbsp;', ' ')
      .replaceAll('\\', '');
    assert.match(tooltip, /Cost: ≈ \$6\.21 so far/);
    assert.match(tooltip, /rate is one of 2026-11/);
  });

  it('says where a part could not be read', () => {
    const doubtful = { ...row, idle: undefined, doubt: new Error('no permission for CloudWatch') };
    const item = runningItem({ type: 'running', resource, row: doubtful }, hour);
    assert.match(
      (item.tooltip as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '),
      /no permission for CloudWatch/,
    );
    assert.doesNotMatch(String(item.description), /idle/);
  });
});
