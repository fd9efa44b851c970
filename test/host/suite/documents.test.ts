import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import type { ResourceReference } from '../../../src/catalog/resource.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import { resourceUri } from '../../../src/documents/resourceUri.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { api, childrenOf, textOf, until } from './support.ts';

const image = 'sagemaker-local/python:3';
const roleArn = 'arn:aws:iam::000000000000:role/sagemaker';

/** As another program would make it: by the SDK, past the extension's own client. */
async function createModel(connection: Connection, name: string, data?: string): Promise<ResourceReference> {
  const { CreateModelCommand, SageMakerClient } = await import('@aws-sdk/client-sagemaker');
  const environment = await connection.environment();
  const other = new SageMakerClient({
    region: connection.region,
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  const { ModelArn } = await other.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: roleArn,
      PrimaryContainer: { Image: image, ...(data === undefined ? {} : { ModelDataUrl: data }) },
    }),
  );
  other.destroy();
  return { kind: 'model', name, arn: ModelArn ?? '' };
}

async function createConfig(connection: Connection, name: string, model: string): Promise<ResourceReference> {
  const { CreateEndpointConfigCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await connection.sagemaker();
  const { EndpointConfigArn } = await client.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [
        { VariantName: 'all', ModelName: model, InitialInstanceCount: 1, InstanceType: 'ml.m5.large' },
      ],
    }),
  );
  return { kind: 'endpointConfig', name, arn: EndpointConfigArn ?? '' };
}

async function putObject(connection: Connection, bucket: string, key: string, body: string): Promise<void> {
  const { CreateBucketCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await connection.s3();
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch(() => undefined);
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

/** The place of the first character of some words. */
function placeOf(document: vscode.TextDocument, words: string): vscode.Position {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, `no "${words}" in ${document.getText()}`);
  return document.positionAt(at + 1);
}

async function hoverText(document: vscode.TextDocument, words: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, words),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n')
    .replaceAll('&nbsp;', ' ');
}

describe('Details of resources', () => {
  let parts: ExtensionApi;
  let connection: Connection;
  let model: ResourceReference;
  let config: ResourceReference;

  before(async () => {
    parts = await api();
    connection = await parts.connections.connect();
    await putObject(connection, 'documents-bucket', 'a b/model.tar.gz', 'not really');
    model = await createModel(connection, 'documents-model', 's3://documents-bucket/a b/model.tar.gz');
    config = await createConfig(connection, 'documents-config', model.name);
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('link to what they name, and into S3', async () => {
    const { uri } = await vscode.workspace.openTextDocument(resourceUri(config));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uri,
      20,
    );
    const targets = links.map(({ target }) => target?.toString());
    assert.deepEqual(targets, [resourceUri(model).toString()]);
    const ofModel = await vscode.workspace.openTextDocument(resourceUri(model));
    const [s3] = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      ofModel.uri,
      20,
    );
    assert.equal(s3?.target?.scheme, 'command');
    assert.equal(s3.target.path, commands.s3Open.id);
    assert.deepEqual(JSON.parse(s3.target.query), ['s3://documents-bucket/a b/model.tar.gz']);
  });

  it('say on hover what is named there', async () => {
    const document = await vscode.workspace.openTextDocument(resourceUri(config));
    const text = await hoverText(document, 'documents-model');
    assert.match(text, /documents\\?-model\*\* — model/);
    assert.match(text, /Image: /);
    assert.match(text, /Open details\]\(command:sagemaker\.resource\.openDetails/);
    assert.match(text, /Reveal in tree\]\(command:sagemaker\.resource\.reveal/);
    const ofModel = await vscode.workspace.openTextDocument(resourceUri(model));
    assert.match(await hoverText(ofModel, 's3://documents-bucket'), /10 B, changed just now/);
  });

  it('say it of ARNs in any file, and of those of other accounts where they are', async () => {
    const elsewhere = 'arn:aws:sagemaker:eu-west-1:123456789012:model/far-away';
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content: `arn = "${model.arn}"\nother = "${elsewhere}"\ns3 = 's3://documents-bucket/nothing.csv'\n`,
    });
    assert.match(await hoverText(document, model.arn), /Image: /);
    assert.match(await hoverText(document, elsewhere), /In account 123456789012, eu-west-1/);
    assert.match(await hoverText(document, 's3://documents-bucket'), /Nothing is there/);
  });

  it('have an outline and fold, as JSON does', async () => {
    const document = await vscode.workspace.openTextDocument(resourceUri(config));
    const symbols = await until('the outline', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found && found.length > 0 ? found : undefined;
    });
    assert.ok(symbols.some(({ name }) => name === 'ProductionVariants'));
  });

  it('are read again on request', async () => {
    const sdk = await import('@aws-sdk/client-sagemaker');
    const client = await connection.sagemaker();
    const TrialComponentName = 'documents-component';
    const { TrialComponentArn: arn = '' } = await client.send(
      new sdk.CreateTrialComponentCommand({ TrialComponentName, DisplayName: 'before' }),
    );
    const uri = resourceUri({ kind: 'trialComponent', name: TrialComponentName, arn });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.match(document.getText(), /"DisplayName": "before"/);
    await client.send(new sdk.UpdateTrialComponentCommand({ TrialComponentName, DisplayName: 'after' }));
    await vscode.commands.executeCommand(commands.resourceRefreshDetails.id, uri);
    await until('the document says what it is now', () => document.getText().includes('"after"'));
  });

  it('keep what a deleted resource was, and say that it is gone', async () => {
    const doomed = await createModel(connection, 'documents-doomed');
    await vscode.commands.executeCommand(commands.resourceOpenDetails.id, doomed);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    await vscode.commands.executeCommand(commands.resourceDelete.id, doomed);
    await until('it says so', () => document.getText().includes('is gone'));
    const shown = JSON.parse(document.getText()) as Record<string, unknown>;
    assert.match(String(shown['error']), /^The model "documents-doomed" is gone\. This is what it was at /);
    assert.equal(shown['ModelName'], 'documents-doomed');
  });

  it('of another account say where it is, and show nothing of the same name here', async () => {
    const arn = model.arn.replace('000000000000', '123456789012');
    const document = await vscode.workspace.openTextDocument(resourceUri({ ...model, arn }));
    const shown = JSON.parse(document.getText()) as Record<string, unknown>;
    assert.match(
      String(shown['error']),
      /it is in account 123456789012, us-east-1, and this window is connected to/,
    );
    assert.equal('ModelName' in shown, false);
  });

  it('compare in the diff editor: two that are selected, and one with the one selected before', async () => {
    const other = await createModel(connection, 'documents-other');
    const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const nodes = [{ resource: model }, { resource: other }];
    await vscode.commands.executeCommand(commands.resourceCompare.id, nodes[0], nodes);
    await until('the diff', () => titles().includes('documents-model ↔ documents-other'));
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.original.toString(), resourceUri(model).toString());
    await vscode.commands.executeCommand(commands.resourceSelectForCompare.id, other);
    await vscode.commands.executeCommand(commands.resourceCompareWithSelected.id, model);
    await until('the diff', () => titles().includes('documents-other ↔ documents-model'));
  });

  it('open by a link from outside, which can do nothing else', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(commands.resourceCopyLink.id, model);
    const link = vscode.Uri.parse(await vscode.env.clipboard.readText());
    assert.equal(link.authority, 'sagemaker-workbench.sagemaker-workbench');
    await parts.links.handleUri(link);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), resourceUri(model).toString());
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const hostile of [
      '/resource?arn=../../etc',
      `/delete?arn=${model.arn}`,
      '/s3?uri=command:workbench.action.quit',
    ]) {
      await parts.links.handleUri(link.with({ path: '', query: '' }).with(pathAndQuery(hostile)));
    }
    assert.equal(vscode.window.activeTextEditor, undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('lead to their lineage in the tree', async () => {
    await vscode.commands.executeCommand(commands.resourcesRefresh.id);
    const rows = await childrenOf(parts.resources, 'Models', 'Models', model.name, 'Lineage');
    const texts = rows.map((node) => textOf(parts.resources, node));
    assert.deepEqual(
      texts.map(({ label, description }) => `${String(description)}: ${label}`),
      ['uses · model data: model.tar.gz', 'used by · endpoint configuration: documents-config'],
    );
  });

  it('are found by name and gone to: shown in the tree, and opened', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const going = vscode.commands.executeCommand(commands.resourceGoTo.id, config.arn);
    let over = false;
    void Promise.resolve(going).finally(() => (over = true));
    await until('the resource is opened', async () => {
      if (!over) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return over;
    });
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), resourceUri(config).toString());
  });
});

function pathAndQuery(text: string): { path: string; query: string } {
  const [path = '', query = ''] = text.split('?');
  return { path, query };
}
