import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  waitUntilEndpointDeleted,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointWithResponseStreamCommand, ModelError } from '@aws-sdk/client-sagemaker-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from './harness.ts';
import { HostingFixture } from './hostingFixture.ts';

const run = promisify(execFile);

/** Multiplies by what stands in weights.txt; some inputs are trouble. */
const INFERENCE = `
import os, time
def model_fn(model_dir):
    print("loading the model")
    return float(open(os.path.join(model_dir, "weights.txt")).read())
def predict_fn(data, model):
    if data == "reject": raise ValueError("expected a number")
    if data == "die": os._exit(7)
    if data == "slow": time.sleep(1.5); return model
    if data == "env": return dict(os.environ)
    return [value * model for row in data for value in row] if isinstance(data, list) else data * model
`;
const files = (factor: number): Record<string, string> => ({
  'weights.txt': String(factor),
  'code/inference.py': INFERENCE,
});

let engine: TestEngine;
let hosting: HostingFixture;

/** Model server processes of this test's data directory. */
async function servers(): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes('serve.py') && line.includes(engine.dataDir))
    .map((line) => Number.parseInt(line, 10));
}

beforeAll(async () => {
  engine = await startEngine();
  hosting = new HostingFixture(engine);
  await hosting.bucket();
  await hosting.model('double', files(2));
  await hosting.model('triple', files(3));
  await hosting.config('double', { AllTraffic: 'double' });
  await hosting.config('triple', { AllTraffic: 'triple' });
  await hosting.config('both', { A: ['double', 3], B: ['triple', 1] });
});

afterAll(async () => {
  await engine.stop();
  expect(await servers()).toEqual([]);
});

describe('an endpoint', () => {
  it('serves a model', async () => {
    const described = await hosting.endpoint('main', 'double');
    expect(described.FailureReason).toBeUndefined();
    expect(described).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'double',
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          CurrentWeight: 1,
          DesiredWeight: 1,
          CurrentInstanceCount: 1,
          DesiredInstanceCount: 1,
          DeployedImages: [{ SpecifiedImage: 'sagemaker-local/python:3' }],
        },
      ],
    });
    expect(await hosting.invoke('main', '21')).toEqual({
      text: '42.0',
      variant: 'AllTraffic',
      contentType: 'application/json',
    });
    const csv = { ContentType: 'text/csv', Accept: 'text/csv' };
    expect((await hosting.invoke('main', '1,2\n3,4\n', csv)).text).toBe('2.0\n4.0\n6.0\n8.0\n');
    const environment = JSON.parse((await hosting.invoke('main', '"env"')).text) as Record<string, string>;
    expect(environment['AWS_ENDPOINT_URL']).toBe(engine.state.endpoint);
    expect(environment['AWS_REGION']).toBe(engine.state.region);
    expect(Object.keys(environment).filter((name) => /^(ELECTRON|VSCODE|NODE)_/.test(name))).toEqual([]);
  });

  it("answers a model's complaint as ModelError and goes on", async () => {
    const error: unknown = await hosting.invoke('main', '"reject"').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelError);
    const complaint = error as ModelError;
    expect(complaint.$metadata.httpStatusCode).toBe(424);
    expect(complaint.OriginalStatusCode).toBe(500);
    expect(complaint.OriginalMessage).toMatch(/^expected a number\nTraceback/);
    expect(complaint.message).toContain(
      'Received server error (500) from primary with message "expected a number',
    );
    expect(complaint.LogStreamArn).toContain('log-group:/aws/sagemaker/Endpoints/main');
    const type = await hosting
      .invoke('main', 'x', { ContentType: 'image/png' })
      .catch((thrown: unknown) => thrown);
    expect((type as ModelError).OriginalStatusCode).toBe(415);
    expect((await hosting.invoke('main', '1')).text).toBe('2.0');
    const { events = [] } = await engine.logs.send(
      new FilterLogEventsCommand({
        logGroupName: '/aws/sagemaker/Endpoints/main',
        logStreamNamePrefix: 'AllTraffic/i-0',
      }),
    );
    const messages = events.map(({ message }) => message);
    expect(messages).toContain('loading the model');
    expect(messages).toContain('ValueError: expected a number');
    expect(messages.some((message) => /^"POST \/invocations" 200 \d+ms$/.test(message ?? ''))).toBe(true);
  });

  it('refuses what AWS refuses', async () => {
    const failures: [() => Promise<unknown>, string, string][] = [
      [
        () => hosting.invoke('nobody', '1'),
        'ValidationError',
        'Endpoint nobody of account 000000000000 not found.',
      ],
      [() => hosting.invoke('main', '1', { TargetVariant: 'B' }), 'ValidationError', 'Variant B'],
      [() => hosting.invoke('main', ' '.repeat(6_291_457)), 'ValidationError', '6291456'],
      [
        () =>
          engine.runtime.send(
            new InvokeEndpointWithResponseStreamCommand({ EndpointName: 'main', Body: '1' }),
          ),
        'UnknownOperationException',
        'InvokeEndpointWithResponseStream',
      ],
    ];
    for (const [call, name, message] of failures) {
      await expect(call()).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message) as string,
      });
    }
  });

  it('starts a model server again that died', async () => {
    const died = await hosting.invoke('main', '"die"').catch((thrown: unknown) => thrown);
    expect(died).toMatchObject({ name: 'ModelError', OriginalStatusCode: 503 });
    expect((died as ModelError).OriginalMessage).toContain('exit code 7');
    await expect
      .poll(() => hosting.invoke('main', '1').catch(() => undefined))
      .toMatchObject({ text: '2.0' });
  });

  it('moves to a new configuration without a gap', async () => {
    const answers: string[] = [];
    const moved = new AbortController();
    const calling = (async () => {
      while (!moved.signal.aborted) answers.push((await hosting.invoke('main', '1')).text);
    })();
    const slow = hosting.invoke('main', '"slow"');
    await engine.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: 'main', EndpointConfigName: 'triple' }),
    );
    expect((await hosting.describe('main')).EndpointStatus).toBe('Updating');
    expect(await hosting.settled('main')).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'triple',
    });
    expect((await hosting.invoke('main', '1')).text).toBe('3.0');
    moved.abort();
    await calling;
    expect(new Set(answers)).toEqual(new Set(['2.0', '3.0']));
    expect((await slow).text).toBe('2.0');
    await expect.poll(async () => (await servers()).length).toBe(1);
  });

  it('keeps the old configuration when the new one does not come up', async () => {
    await hosting.model('broken', {
      'code/inference.py': 'def model_fn(d):\n    raise OSError("no weights")\n',
    });
    await hosting.config('broken', { AllTraffic: 'broken' });
    await engine.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: 'main', EndpointConfigName: 'broken' }),
    );
    const described = await hosting.settled('main');
    expect(described).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'triple' });
    expect(described.FailureReason).toContain('OSError: no weights');
    expect((await hosting.invoke('main', '1')).text).toBe('3.0');
  });

  it('fails with a reason that a person understands', async () => {
    await hosting.model('strange', files(1), { image: 'example.com/nginx:1' });
    await hosting.model('missing', files(1), { url: 's3://models/nowhere.tar.gz' });
    await hosting.model('escaping', { '../../../evil.py': 'x' });
    const reasons: [string, string][] = [
      ['broken', 'The primary container for production variant V did not pass the ping health check.'],
      ['broken', 'OSError: no weights'],
      ['strange', 'ClientError: The image "example.com/nginx:1" cannot be run on this machine.'],
      [
        'missing',
        'Failed to download model data for container "container_1" from URL: "s3://models/nowhere.tar.gz"',
      ],
      ['escaping', 'leads out of its folder'],
    ];
    for (const [index, [model, reason]] of reasons.entries()) {
      const name = `fails-${index}`;
      await hosting.config(name, { V: model });
      const described = await hosting.endpoint(name, name);
      expect(described.EndpointStatus).toBe('Failed');
      expect(described.FailureReason).toContain(reason);
      await expect(hosting.invoke(name, '1')).rejects.toThrow('its status is Failed');
      await engine.sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
    }
  });

  it('shares requests between variants by weight', async () => {
    await hosting.endpoint('shared', 'both');
    const count = async (): Promise<Record<string, number>> => {
      const counts: Record<string, number> = { A: 0, B: 0 };
      for (let i = 0; i < 80; i++) {
        const { variant = '' } = await hosting.invoke('shared', '1');
        counts[variant] = (counts[variant] ?? 0) + 1;
      }
      return counts;
    };
    // 3 : 1 of 80 is 60 : 20; both bounds are more than four standard deviations away.
    const { A = 0, B = 0 } = await count();
    expect(A).toBeGreaterThan(42);
    expect(B).toBeGreaterThan(2);
    expect(await hosting.invoke('shared', '1', { TargetVariant: 'B' })).toMatchObject({
      text: '3.0',
      variant: 'B',
    });
    await engine.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: 'shared',
        DesiredWeightsAndCapacities: [{ VariantName: 'A', DesiredWeight: 0 }],
      }),
    );
    await hosting.settled('shared');
    expect(await count()).toEqual({ A: 0, B: 80 });
  });

  it('goes, with its servers and files', async () => {
    const before = await servers();
    await engine.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'shared' }));
    await waitUntilEndpointDeleted(
      { client: engine.sagemaker, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
      { EndpointName: 'shared' },
    );
    expect((await servers()).length).toBe(before.length - 2);
    await expect(hosting.invoke('shared', '1')).rejects.toThrow('not found');
  });

  it('answers again after the engine was killed, and leaves no server behind', async () => {
    const before = await servers();
    expect(before.length).toBe(1);
    await engine.restart();
    expect((await hosting.describe('main')).EndpointStatus).toBe('InService');
    expect((await hosting.invoke('main', '2')).text).toBe('6.0');
    const after = await servers();
    expect(after.length).toBe(1);
    expect(after).not.toEqual(before);
  });

  it('takes up a creation and an update that the engine was killed in', async () => {
    const slowly = 'import time\ntime.sleep(0.7)\ndef model_fn(d): return lambda data: 0\n';
    await hosting.model('slow', { 'code/inference.py': slowly });
    await hosting.config('slow', { AllTraffic: 'slow' });
    const creating = hosting.endpoint('late', 'slow').catch(() => undefined);
    await expect.poll(async () => (await servers()).length).toBe(2);
    await engine.restart();
    await creating;
    expect(await hosting.settled('late')).toMatchObject({ EndpointStatus: 'InService' });
    await engine.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: 'main', EndpointConfigName: 'slow' }),
    );
    await expect.poll(async () => (await servers()).length).toBe(3);
    await engine.restart();
    expect((await hosting.invoke('main', '2')).text).toBe('6.0');
    expect(await hosting.settled('main')).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'slow',
    });
    expect((await hosting.invoke('main', '2')).text).toBe('0');
    await expect.poll(async () => (await servers()).length).toBe(2);
  });
});

describe('an engine without a Python', () => {
  it('fails endpoints with a reason that says what to set', async () => {
    const pythonless = await startEngine('--python', '/no/such/python');
    try {
      const there = new HostingFixture(pythonless);
      await there.bucket();
      await there.model('m', files(1));
      await there.config('c', { V: 'm' });
      const described = await there.endpoint('e', 'c');
      expect(described.EndpointStatus).toBe('Failed');
      expect(described.FailureReason).toContain('The Python "/no/such/python" could not be started');
    } finally {
      await pythonless.stop();
    }
  });
});
