import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causeTable } from '../../src/analysis/failures/causeTable.ts';
import type { Connection } from '../../src/connection/connection.ts';
import { blamedLine } from '../../src/logs/failures/blame.ts';
import { readFailure } from '../../src/logs/failures/readFailure.ts';
import { connectionTo } from './follow/followKit.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { HostingFixture } from './hostingFixture.ts';

const table = causeTable(JSON.parse(readFileSync('media/data/failures.json', 'utf8')));
const closing = new AbortController();
let engine: TestEngine;
let hosting: HostingFixture;
let connection: Connection;

beforeAll(async () => {
  engine = await startEngine();
  hosting = new HostingFixture(engine);
  connection = connectionTo(engine.state, closing.signal);
  await hosting.bucket();
});
afterAll(async () => {
  closing.abort();
  await engine.stop();
});

async function deploy(name: string): Promise<string | undefined> {
  await hosting.config(name, { V: name });
  return (await hosting.endpoint(name, name)).EndpointStatus;
}

const accountOf = (name: string) =>
  readFailure(connection, { kind: 'endpoint', name }, table, closing.signal);

describe('an endpoint that fails', () => {
  it('is explained by what its model raised, at the line of its code in the archive', async () => {
    const inference = `import json


def model_fn(model_dir):
    with open(model_dir + "/weights.json") as file:
        return json.load(file)
`;
    await hosting.model('raises', { 'code/inference.py': inference });
    expect(await deploy('raises')).toBe('Failed');
    const account = await accountOf('raises');
    expect(account.error?.error).toMatch(/^FileNotFoundError: \[Errno 2\]/);
    expect(account.explanations.map(({ id }) => id)).toEqual(['file-missing', 'health-check']);
    expect(account.source).toEqual({
      object: { bucket: 'models', key: 'raises/model.tar.gz' },
      folder: 'code',
      script: 'inference.py',
    });
    expect(await blamedLine(account, () => Promise.resolve(inference))).toEqual({
      path: 'inference.py',
      line: 5,
    });
  });

  it.each([
    ['killed', 'os.kill(os.getpid(), 9)', ['model-worker-died', 'health-check']],
    ['ended', 'os._exit(3)', ['health-check']],
  ])('is explained where its model server is %s while it loads the model', async (name, act, expected) => {
    const inference = `import os\n\n\ndef model_fn(model_dir):\n    print("loading", flush=True)\n    ${act}\n`;
    await hosting.model(name, { 'code/inference.py': inference });
    expect(await deploy(name)).toBe('Failed');
    const account = await accountOf(name);
    expect(account.error).toBeUndefined();
    expect(account.hosts.flatMap(({ lines }) => lines)).toContain('loading');
    expect(account.explanations.map(({ id }) => id)).toEqual(expected);
  });

  it('is explained where its model is not there', async () => {
    await hosting.model('nowhere', {}, { url: 's3://models/nowhere.tar.gz' });
    expect(await deploy('nowhere')).toBe('Failed');
    const account = await accountOf('nowhere');
    expect(account.explanations[0]?.id).toBe('model-archive');
    expect(account.explanations[0]?.fixes[0]?.action).toMatchObject({
      do: 'copy',
      text: 'aws s3 cp s3://models/nowhere.tar.gz - | tar -tzvf -',
    });
  });
});
