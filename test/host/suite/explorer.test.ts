import * as assert from 'node:assert/strict';
import type { SageMaker } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { draggedText } from '../../../src/explorer/drag.ts';
import { findNode } from '../../../src/explorer/findNode.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { settings } from '../../../src/manifest/settings.ts';
import { views } from '../../../src/manifest/views.ts';
import { engineClient, labelsAt, nodeAt, roleArn, run } from './explorerKit.ts';
import { api, childrenOf, textOf, until } from './support.ts';

const models = ['Models', 'Models'] as const;

describe('Resources tree: filter, order, pins and many at once', () => {
  let parts: ExtensionApi;
  let sm: SageMaker;

  const model = (ModelName: string, team?: string) =>
    sm.createModel({
      ModelName,
      ExecutionRoleArn: roleArn,
      PrimaryContainer: { Image: 'sagemaker-local/python:3' },
      ...(team !== undefined && { Tags: [{ Key: 'team', Value: team }] }),
    });
  const shown = async (...path: string[]) =>
    (await labelsAt(parts, ...path)).filter((label) => label.startsWith('tree-'));
  const kindRow = () => nodeAt(parts, ...models);

  before(async () => {
    parts = await api();
    await vscode.commands.executeCommand(`${views.resources.id}.focus`);
    ({ sm } = await engineClient(parts));
    for (const [name, team] of [
      ['tree-b', 'red'],
      ['tree-c', 'blue'],
      ['tree-a', 'red'],
    ] as const)
      await model(name, team);
    await labelsAt(parts);
    await run(commands.resourcesRefresh, await kindRow());
  });
  after(async () => {
    await run(commands.resourcesClearFilter);
    for (const ModelName of ['tree-a', 'tree-b', 'tree-c'])
      await sm.deleteModel({ ModelName }).catch(() => undefined);
    sm.destroy();
    await vscode.workspace
      .getConfiguration()
      .update(settings.resourcesPageSize.id, undefined, vscode.ConfigurationTarget.Global);
  });

  it('finds what was made after its list was loaded', async () => {
    const { ModelArn: arn = '' } = await model('tree-later');
    try {
      const from = await parts.connections.connect();
      const node = await findNode(parts.resources, from, { kind: 'model', name: 'tree-later', arn });
      assert.equal(node?.resource.name, 'tree-later');
    } finally {
      await sm.deleteModel({ ModelName: 'tree-later' });
      await run(commands.resourcesRefresh, await kindRow());
    }
  });

  it('filters by name, and says so in the row', async () => {
    await run(commands.resourcesFilter, await kindRow(), { text: 'tree-' });
    assert.deepEqual(await labelsAt(parts, ...models), ['tree-a', 'tree-c', 'tree-b']);
    const { description, contextValue } = textOf(parts.resources, await kindRow());
    assert.equal(description, 'filter: tree-');
    assert.match(contextValue ?? '', /is:filtered/);
  });

  it('filters by tag, with or without its value', async () => {
    await run(commands.resourcesFilter, await kindRow(), {
      text: 'tree-',
      tag: { key: 'team', value: 'red' },
    });
    assert.deepEqual(await shown(...models), ['tree-a', 'tree-b']);
    await run(commands.resourcesFilter, await kindRow(), { tag: { key: 'team' } });
    assert.deepEqual(await shown(...models), ['tree-a', 'tree-c', 'tree-b']);
  });

  it('says what matches nothing, how far it looked, and offers to clear the filter', async () => {
    await vscode.workspace
      .getConfiguration()
      .update(settings.resourcesPageSize.id, 2, vscode.ConfigurationTarget.Global);
    // What is tagged with nothing that Search knows is looked for page by page: endpoint configurations.
    for (const n of [1, 2, 3])
      await sm.createEndpointConfig({
        EndpointConfigName: `tree-config-${n}`,
        ProductionVariants: [
          { VariantName: 'v', ModelName: 'tree-a', InitialInstanceCount: 1, InstanceType: 'ml.m5.large' },
        ],
        Tags: n === 1 ? [{ Key: 'team', Value: 'red' }] : [],
      });
    const row = () => nodeAt(parts, 'Inference', 'Endpoint configurations');
    await run(commands.resourcesFilter, await row(), { text: 'tree-config', tag: { key: 'team' } });
    const first = await childrenOf(parts.resources, 'Inference', 'Endpoint configurations');
    assert.deepEqual(
      first.map((node) => textOf(parts.resources, node).label),
      ['No endpoint configurations match "tree-config · tag team" so far', 'Clear filter', 'Load more…'],
    );
    assert.equal(textOf(parts.resources, first[2]!).description, '0 of 2 looked at');
    await run(commands.resourcesLoadMore, await row());
    assert.deepEqual(await shown('Inference', 'Endpoint configurations'), ['tree-config-1']);
    await run(commands.resourcesClearFilter, await row());
    assert.equal((await shown('Inference', 'Endpoint configurations')).length, 2);
    await run(
      commands.resourceDelete,
      await nodeAt(parts, 'Inference', 'Endpoint configurations', 'tree-config-3'),
    );
    for (const n of [1, 2]) await sm.deleteEndpointConfig({ EndpointConfigName: `tree-config-${n}` });
  });

  it('shows everything again when the filter is cleared, and everything that one made as mine', async () => {
    await run(commands.resourcesFilter, undefined, { mine: true, text: 'tree-' });
    assert.deepEqual(await labelsAt(parts, ...models), ['tree-a', 'tree-c', 'Load more…']);
    await run(commands.resourcesClearFilter);
    assert.equal(textOf(parts.resources, await kindRow()).description, undefined);
  });

  it('sorts by name', async () => {
    await run(commands.resourcesFilter, await kindRow(), { text: 'tree-' });
    await run(commands.resourcesSort, await kindRow(), { by: 'Name', order: 'Ascending' });
    assert.deepEqual(await shown(...models), ['tree-a', 'tree-b']);
    assert.match(String(textOf(parts.resources, await kindRow()).description), /name, a to z/);
    await run(commands.resourcesSort, await kindRow(), { by: 'CreationTime', order: 'Descending' });
    await run(commands.resourcesClearFilter, await kindRow());
  });

  it('puts pinned resources first, also those on no page that is loaded, and tells which are gone', async () => {
    await run(commands.resourcesFilter, await kindRow(), { text: 'tree-' });
    assert.deepEqual(await shown(...models), ['tree-a', 'tree-c']);
    await run(commands.resourcesLoadMore, await kindRow());
    await run(commands.resourcePin, await nodeAt(parts, ...models, 'tree-b'));
    await run(commands.resourcesRefresh, await kindRow());
    assert.deepEqual(await shown(...models), ['tree-b', 'tree-a', 'tree-c']);
    const { description, contextValue } = textOf(parts.resources, await nodeAt(parts, ...models, 'tree-b'));
    assert.match(String(description), /^pinned · /);
    assert.match(contextValue ?? '', /can:unpin/);
    await sm.deleteModel({ ModelName: 'tree-b' });
    await run(commands.resourcesRefresh, await kindRow());
    const lost = await nodeAt(parts, ...models, 'tree-b');
    assert.equal(textOf(parts.resources, lost).description, 'pinned · no longer there');
    await run(commands.resourceUnpin, lost);
    assert.deepEqual(await shown(...models), ['tree-a', 'tree-c']);
  });

  it('copies the names and ARNs of all that are selected', async () => {
    const nodes = [await nodeAt(parts, ...models, 'tree-a'), await nodeAt(parts, ...models, 'tree-c')];
    await run(commands.resourceCopyName, nodes[0], nodes);
    assert.equal(await vscode.env.clipboard.readText(), 'tree-a\ntree-c');
    await run(commands.resourceCopyArn, nodes[0], nodes);
    assert.match(await vscode.env.clipboard.readText(), /^arn:\S+model\/tree-a\narn:\S+model\/tree-c$/);
    assert.match(draggedText(nodes[0]!) ?? '', /^arn:\S+model\/tree-a$/);
  });

  it('deletes all that are selected, and what fails does not keep the others', async () => {
    const nodes = [await nodeAt(parts, ...models, 'tree-a'), await nodeAt(parts, ...models, 'tree-c')];
    await sm.deleteModel({ ModelName: 'tree-a' });
    // The message about the one that failed stays up until someone closes it, so nothing waits for it.
    await run(commands.resourceDelete, nodes[0], nodes);
    await assert.rejects(sm.describeModel({ ModelName: 'tree-c' }));
    await until('both go', async () => (await shown(...models)).length === 0);
  });
});
