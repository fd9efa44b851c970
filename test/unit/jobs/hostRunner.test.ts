import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  type HostEnded,
  hostFiles,
  type HostSpec,
  type HostStarted,
} from '../../../src/engine/jobs/hostSpec.ts';
import { exists } from '../../../src/engine/jobs/processIdentity.ts';
import { readStateFile } from '../../../src/engine/jobs/stateFile.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'host-'));
  onTestFinished(() => rm(root, { recursive: true }));
});

function step(script: string): HostSpec['steps'][number] {
  return { command: process.execPath, args: ['-e', script], failure: 'ExecuteUserScriptError' };
}

async function start(steps: HostSpec['steps'], more: Partial<HostSpec> = {}): Promise<ChildProcess> {
  const spec: HostSpec = {
    steps,
    cwd: root,
    environment: { PATH: process.env['PATH'] ?? '', WORD: 'hello' },
    logFile: join(root, 'log'),
    maxRuntimeSeconds: 60,
    stopGraceSeconds: 60,
    ...more,
  };
  await writeFile(hostFiles(root).spec, JSON.stringify(spec));
  return run();
}

function run(): ChildProcess {
  return spawn(process.execPath, [resolve('src/engine/jobs/runner.ts'), root], { stdio: 'inherit' });
}

async function messages(): Promise<string[]> {
  const text = await readFile(join(root, 'log'), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => line.split('\t')[2] ?? []);
}

async function said(word: string): Promise<void> {
  while (!(await messages()).includes(word)) await new Promise((wake) => setTimeout(wake, 20));
}

async function ended(runner: ChildProcess): Promise<HostEnded | undefined> {
  await once(runner, 'exit');
  return readStateFile<HostEnded>(hostFiles(root).ended);
}

test('steps one after the other, until one fails', async () => {
  const steps = [
    step('console.log(process.env.WORD)'),
    step('console.error("no"); process.exit(4)'),
    step('console.log("never")'),
  ];
  expect(await ended(await start(steps))).toMatchObject({
    reason: 'exited',
    step: 1,
    exitCode: 4,
    tail: 'hello\nno',
  });
  expect(await messages()).toEqual(['hello', 'no']);
});

test('a second runner of the same host goes away', async () => {
  // Until the second has gone: how long a process takes to start nobody knows.
  const waits = 'setInterval(() => require("fs").existsSync("gate") && process.exit(0), 10)';
  const runner = await start([step(`console.log("one"); ${waits}`)]);
  await said('one');
  await once(run(), 'exit');
  expect(existsSync(hostFiles(root).ended)).toBe(false);
  await writeFile(join(root, 'gate'), '');
  expect(await ended(runner)).toMatchObject({ exitCode: 0 });
  expect(await messages()).toEqual(['one']);
});

const DEAF =
  'process.on("SIGTERM", () => console.log("heard")); setInterval(() => {}, 1000); console.log("ready");';

test.skipIf(process.platform === 'win32')(
  'what does not end at SIGTERM is killed after the grace',
  async () => {
    const runner = await start([step(DEAF)], { stopGraceSeconds: 2 });
    await said('ready');
    runner.kill('SIGTERM');
    expect(await ended(runner)).toMatchObject({ reason: 'stopped', exitCode: null, signal: 'SIGKILL' });
    expect(await messages()).toEqual(['ready', 'heard']);
  },
);

test('a stop file stops, also what was not started yet', async () => {
  await writeFile(hostFiles(root).stop, '');
  expect(await ended(await start([step('console.log("never")')]))).toMatchObject({ reason: 'stopped' });
  expect(await messages()).toEqual([]);
});

test('the time limit', async () => {
  const end = await ended(await start([step('setInterval(() => {}, 1000)')], { maxRuntimeSeconds: 0.5 }));
  expect(end?.reason).toBe('timeLimit');
});

test.skipIf(process.platform === 'win32')('what a command leaves running ends with it', async () => {
  const script =
    'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], ' +
    '{ stdio: "inherit" }); console.log("child " + c.pid); setTimeout(() => process.exit(0), 100)';
  expect(await ended(await start([step(script)]))).toMatchObject({ exitCode: 0 });
  const pid = Number((await messages())[0]?.replace('child ', ''));
  while (exists(pid)) await new Promise((wake) => setTimeout(wake, 20));
  expect(readStateFile<HostStarted>(hostFiles(root).started)?.child?.pid).toBeGreaterThan(0);
});
