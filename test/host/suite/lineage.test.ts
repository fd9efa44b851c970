import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { kindOf } from '../../../src/catalog/catalog.ts';
import { lineageOf, relatedText } from '../../../src/catalog/lineage/lineage.ts';
import type { KindId } from '../../../src/catalog/resource.ts';
import { sibling } from '../../../src/catalog/arn.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { fileInSample, launch, tailToEnd } from './mainJob.ts';
import { api, childrenOf, textOf } from './support.ts';

const jobName = 'host-lineage-1';
const endpointName = 'host-lineage-e';
const anyArn = 'arn:aws:sagemaker:us-east-1:000000000000:model/any';

describe('Lineage of the main job', () => {
  let parts: ExtensionApi;

  before(async () => {
    parts = await api();
    const name = await launch(fileInSample('train.py'), { hyperparameters: { epochs: 3 }, jobName });
    await tailToEnd(name);
    const node = { resource: { kind: 'trainingJob', name } };
    await vscode.commands.executeCommand(commands.endpointDeploy.id, node, { endpointName });
  });
  after(() =>
    vscode.commands.executeCommand(commands.resourceDelete.id, sibling(anyArn, 'endpoint', endpointName)),
  );

  const lineage = async (kind: KindId, name: string) => {
    const connection = await parts.connections.connect();
    const details = await kindOf(kind).describe(connection, sibling(anyArn, kind, name));
    const { related, notes } = await lineageOf(connection, details);
    assert.deepEqual(notes, []);
    return { related, texts: related.map(relatedText) };
  };

  it('leads from the job to the model, the configuration and the endpoint, and back to the data', async () => {
    const ofJob = await lineage('trainingJob', jobName);
    const made = ofJob.related.find(
      ({ target }) => target.type === 'resource' && target.reference.kind === 'model',
    );
    assert.ok(made?.target.type === 'resource', ofJob.texts.join('\n'));
    assert.equal(made.role, 'made');
    const model = made.target.reference;
    const ofModel = await lineage('model', model.name);
    assert.ok(ofModel.texts.includes(`made by training job ${jobName}`), ofModel.texts.join('\n'));
    const used = ofModel.related.find(({ role }) => role === 'used by');
    assert.ok(used?.target.type === 'resource');
    assert.equal(used.target.reference.kind, 'endpointConfig');
    const ofConfig = await lineage('endpointConfig', used.target.reference.name);
    assert.ok(ofConfig.texts.includes(`used by endpoint ${endpointName}`), ofConfig.texts.join('\n'));
    const ofEndpoint = await lineage('endpoint', endpointName);
    assert.ok(
      ofEndpoint.texts.includes(`uses endpoint configuration ${used.target.reference.name}`),
      ofEndpoint.texts.join('\n'),
    );
  });

  it('stands below the job in the tree', async () => {
    await vscode.commands.executeCommand(commands.resourcesRefresh.id);
    const rows = await childrenOf(parts.resources, 'Training', 'Training jobs', jobName, 'Lineage');
    const texts = rows.map((node) => String(textOf(parts.resources, node).description));
    assert.ok(texts.includes('made · model'), texts.join('\n'));
  });
});
