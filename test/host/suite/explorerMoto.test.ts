import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ExtensionApi } from '../../../src/api.ts';
import { endpointPlace } from '../../../src/connection/place.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { connectHere, labelsAt, nodeAt, roleArn, run } from './explorerKit.ts';
import { runs, sayNoWitness, startMoto } from './moto.ts';
import { api, childrenOf, textOf } from './support.ts';

const execute = promisify(execFile);
const models = ['Models', 'Models'] as const;

/** Creates models with boto3, as a script of the user's would. */
const script = `
import boto3, sys
sm = boto3.client("sagemaker", endpoint_url=sys.argv[1], region_name="us-east-1",
                  aws_access_key_id="testing", aws_secret_access_key="testing")
for name in sys.argv[2:]:
    sm.create_model(ModelName=name, ExecutionRoleArn="${roleArn}", PrimaryContainer={"Image": "image:1"})
`;

describe('Resources tree over another emulator', () => {
  let parts: ExtensionApi;
  let moto: Awaited<ReturnType<typeof startMoto>>;
  let url = '';

  before(async function () {
    parts = await api();
    moto = (await runs('python3', '-c', 'import boto3')) ? await startMoto() : undefined;
    if (!moto) {
      sayNoWitness('moto_server or boto3');
      this.skip();
    }
    url = moto.url;
    await execute('python3', ['-c', script, url, 'moto-a', 'moto-b']);
    await parts.connections.switchTo(endpointPlace(url, 'us-east-1', { from: 'test' }));
  });
  after(async () => {
    if (moto) await connectHere(parts);
    moto?.process.kill();
  });

  it('shows what boto3 creates, and more of it after a refresh', async () => {
    assert.deepEqual((await labelsAt(parts, ...models)).sort(), ['moto-a', 'moto-b']);
    await execute('python3', ['-c', script, url, 'moto-c']);
    await run(commands.resourcesRefresh, await nodeAt(parts, ...models));
    assert.deepEqual((await labelsAt(parts, ...models)).sort(), ['moto-a', 'moto-b', 'moto-c']);
  });

  it('acts on it: tags and deletes', async () => {
    const node = await nodeAt(parts, ...models, 'moto-a');
    await run(commands.resourceEditTags, node, { key: 'team', value: 'red' });
    const client = await (await parts.connections.connect()).sagemaker();
    const { DescribeModelCommand, ListTagsCommand } = await import('@aws-sdk/client-sagemaker');
    const { ModelArn } = await client.send(new DescribeModelCommand({ ModelName: 'moto-a' }));
    const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: ModelArn }));
    assert.deepEqual(Tags, [{ Key: 'team', Value: 'red' }]);
    await run(commands.resourceDelete, node);
    await assert.rejects(client.send(new DescribeModelCommand({ ModelName: 'moto-a' })));
  });

  it('shows every kind as rows, as empty, or as not offered: never as a wall', async () => {
    const odd: string[] = [];
    for (const group of await childrenOf(parts.resources)) {
      for (const kind of await parts.resources.getChildren(group)) {
        const rows = (await parts.resources.getChildren(kind)).map((row) => textOf(parts.resources, row));
        const errors = rows.filter(({ contextValue }) => contextValue === 'error');
        if (errors.length > 1 || rows.length === 0) odd.push(textOf(parts.resources, kind).label);
        for (const { label } of errors) if (label.length < 5 || label.includes('\n')) odd.push(label);
      }
    }
    assert.deepEqual(odd, []);
  });
});
