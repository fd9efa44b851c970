import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text as readText } from 'node:stream/consumers';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeModelCommand, ListModelsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EngineState } from '../../src/engine/cli/state.ts';
import { TestEngine } from './harness.ts';

const FIXTURE = join('test', 'fixtures', 'dataDirectoryV1');
let dataDir: string;
let engine: TestEngine;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sagemaker-data-'));
  engine = new TestEngine(dataDir, []);
});
afterEach(() => engine.stop());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function cli(...args: string[]): Promise<Ended> {
  const all = ['dist/engine.js', ...args, '--data-dir', dataDir];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit') as Promise<[number]>;
  const [stdout, stderr, [code]] = await Promise.all([readText(child.stdout), readText(child.stderr), exit]);
  return { code, stdout, stderr };
}

/** A start that may become the engine: its line, and how to end it. */
function start(): { line: Promise<EngineState>; kill: () => void } {
  const args = ['dist/engine.js', 'serve', '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const line = new Promise<EngineState>((resolve, reject) => {
    let out = '';
    let err = '';
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.includes('\n')) resolve(JSON.parse(out) as EngineState);
    });
    child.once('close', (code) => reject(new Error(`ended with ${String(code)}: ${err}`)));
  });
  return { line, kill: () => child.kill('SIGKILL') };
}

/** Makes a data directory as the engine of version 1 left it. */
function writeVersion1(): void {
  cpSync(FIXTURE, dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'state.db'));
  db.exec(`PRAGMA foreign_keys = OFF; BEGIN; ${readFileSync(join(FIXTURE, 'state.sql'), 'utf8')}; COMMIT`);
  db.close();
}

describe('one data directory', () => {
  it('has one engine, however many start at the same moment, and all of them get its line', async () => {
    for (let round = 0; round < 5; round++) {
      const starts = Array.from({ length: 4 }, start);
      const states = await Promise.all(starts.map(({ line }) => line));
      expect(new Set(states.map(({ pid, endpoint }) => `${pid} ${endpoint}`)).size).toBe(1);
      const kept = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as EngineState;
      expect(new Set(states.map(({ secretAccessKey }) => secretAccessKey))).toEqual(
        new Set([kept.secretAccessKey]),
      );
      for (const { kill } of starts) kill();
      process.kill(states[0]?.pid ?? 0, 'SIGKILL');
      rmSync(join(dataDir, 'credentials.json'));
    }
  });

  it('is open again right after kill -9, and after many', async () => {
    await engine.start();
    for (let n = 0; n < 5; n++) await engine.restart();
    await engine.sagemaker.send(new ListModelsCommand({}));
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('is not held by another process that has the number of an engine that crashed', async () => {
    await engine.start();
    await engine.kill9();
    const file = join(dataDir, 'engine.json');
    const left = JSON.parse(readFileSync(file, 'utf8')) as EngineState;
    // This test's own process is alive, and it is no engine: it must be left alone.
    writeFileSync(file, JSON.stringify({ ...left, pid: process.pid }));
    expect(await cli('status')).toMatchObject({ code: 3 });
    expect(await cli('env')).toMatchObject({ code: 1 });
    expect((await cli('stop')).stdout).toContain('No engine runs');
    await engine.start();
    expect(engine.state.pid).not.toBe(process.pid);
  });

  it.each(['', '{"pid":', 'null'])(
    'is open when a power failure has left %j of its small files',
    async (rest) => {
      await engine.start();
      await engine.kill9();
      for (const name of ['engine.json', 'credentials.json', 'port'])
        writeFileSync(join(dataDir, name), rest);
      await engine.start();
      await engine.sagemaker.send(new ListModelsCommand({}));
    },
  );

  it('is taken over while its engine is ending', async () => {
    await engine.start();
    const { pid } = engine.state;
    process.kill(pid, 'SIGTERM');
    const next = start();
    const state = await next.line;
    expect(state.pid).not.toBe(pid);
    expect(existsSync(join(dataDir, 'engine.json'))).toBe(true);
    expect(await cli('status')).toMatchObject({ code: 0 });
    next.kill();
  });
});

describe('a data directory of another version', () => {
  it('opens when it is older', async () => {
    writeVersion1();
    await engine.start();
    const model = await engine.sagemaker.send(new DescribeModelCommand({ ModelName: 'old' }));
    expect(model.PrimaryContainer?.Image).toBe('image');
    const { Tags } = await engine.sagemaker.send(new ListTagsCommand({ ResourceArn: model.ModelArn }));
    expect(Tags).toEqual([{ Key: 'since', Value: '1' }]);
    const object = await engine.s3.send(new GetObjectCommand({ Bucket: 'old-bucket', Key: 'key' }));
    expect(await object.Body?.transformToString()).toBe('put by version 1');
    expect(object.Metadata).toEqual({ since: '1' });
    const stream = { logGroupName: 'old', logStreamName: 'stream' };
    const { events } = await engine.logs.send(new GetLogEventsCommand(stream));
    expect(events?.map((event) => event.message)).toEqual(['said by version 1']);
  });

  it.each(['UPDATE migrations SET version = 99 WHERE component = ?', 'INSERT INTO migrations VALUES (?, 1)'])(
    'is refused and left as it is when it is newer (%s)',
    async (change) => {
      writeVersion1();
      const file = join(dataDir, 'state.db');
      const component = change.startsWith('UPDATE') ? 'logs' : 'quantum';
      const db = new DatabaseSync(file);
      db.prepare(change).run(component);
      db.close();
      mkdirSync(join(dataDir, 'objects', 'incoming'));
      writeFileSync(join(dataDir, 'objects', 'incoming', 'unknown'), 'what only the newer engine knows');
      const before = readFileSync(file);
      const { code, stdout, stderr } = await cli('serve');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('A newer engine has written this data directory');
      expect(stderr).toContain(component);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(join(dataDir, 'objects', 'incoming'))).toEqual(['unknown']);
      expect(readdirSync(dataDir).filter((name) => /-(?:wal|shm|journal)$/.test(name))).toEqual([]);
    },
  );
});
