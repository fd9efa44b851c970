import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/connection/engineAddress.ts';
import { startEngineProcess } from '../../../src/connection/engineProcess.ts';
import { environmentText } from '../../../src/connection/environmentText.ts';
import { LocalEngine } from '../../../src/connection/localEngine.ts';

const address = {
  endpoint: 'http://127.0.0.1:1',
  region: 'us-east-1',
  accountId: '000000000000',
  accessKeyId: 'k',
  secretAccessKey: 's',
  pid: 1,
  dataDir: '/d',
};

describe('startEngineProcess', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'engine-process-'))));
  afterAll(() => rm(folder, { recursive: true }));

  const start = async (source: string, timeout = 10_000) => {
    const program = join(folder, 'program.mjs');
    await writeFile(program, source);
    return startEngineProcess({
      program,
      args: ['--x'],
      logFile: join(folder, 'logs', 'engine.log'),
      timeout,
    });
  };

  it('reads the one line', async () => {
    expect(await start(`console.log(${JSON.stringify(JSON.stringify(address))})`)).toEqual(address);
  });

  it('says what the engine said when it ends at once, and only this one', async () => {
    await expect(start('console.error("an older trouble"); process.exit(1)')).rejects.toThrow('older');
    const failure = await start('console.error("EACCES: not yours"); process.exit(1)').catch(
      (e: unknown) => e,
    );
    expect(failure).toMatchObject({ name: 'UserError', reason: 'engine-failed-to-start' });
    expect(String(failure)).toBe(
      'UserError: SageMaker on this machine could not start: EACCES: not yours (it ended with exit code 1).',
    );
  });

  it('gives up on an engine that says nothing', async () => {
    await expect(start('setInterval(() => {}, 1000)', 500)).rejects.toThrow('did not answer within 0.5 s');
  });

  it('does not take another line for an address', async () => {
    await expect(start('console.log("hello"); setInterval(() => {}, 1000)')).rejects.toThrow(
      'answered with "hello"',
    );
  });
});

describe('parseAddress', () => {
  it('wants every member', () => {
    expect(parseAddress(JSON.stringify(address))).toEqual(address);
    for (const line of ['', 'null', '[]', '{"pid":1}', JSON.stringify({ ...address, pid: '1' })]) {
      expect(parseAddress(line)).toBeUndefined();
    }
  });
});

describe('LocalEngine', () => {
  const counting = () => {
    const calls = { start: 0, failures: 0 };
    const engine = new LocalEngine({
      start: async () => {
        calls.start += 1;
        if (calls.failures-- > 0) throw new Error('no');
        return { ...address, endpoint: `http://127.0.0.1:${calls.start}` };
      },
      stop: async () => undefined,
    });
    return { calls, engine };
  };

  it('starts once for all who ask, and again after a failure', async () => {
    const { calls, engine } = counting();
    calls.failures = 1;
    await expect(Promise.all([engine.address(), engine.address()])).rejects.toThrow('no');
    const [a, b] = await Promise.all([engine.address(), engine.address()]);
    expect(a).toBe(b);
    expect(calls.start).toBe(2);
  });

  it('starts again when the endpoint that it knows is forgotten, not when an older one is', async () => {
    const { calls, engine } = counting();
    const first = await engine.address();
    engine.forget(first.endpoint);
    const second = await engine.address();
    engine.forget(first.endpoint);
    expect(await engine.address()).toBe(second);
    expect(calls.start).toBe(2);
  });
});

describe('environmentText', () => {
  it('quotes for each shell', () => {
    const variables = { AWS_REGION: "it's" };
    expect(environmentText(variables, 'posix')).toContain(`export AWS_REGION='it'\\''s'`);
    expect(environmentText(variables, 'powershell')).toContain(`$env:AWS_REGION = 'it''s'`);
    expect(environmentText(variables, 'cmd')).toContain(`set "AWS_REGION=it's"`);
  });
});
