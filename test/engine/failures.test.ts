import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causeTable } from '../../src/analysis/failures/causeTable.ts';
import type { Connection } from '../../src/connection/connection.ts';
import { blamedLine } from '../../src/logs/failures/blame.ts';
import { readFailure } from '../../src/logs/failures/readFailure.ts';
import { runTail } from '../../src/logs/tail.ts';
import { connectionTo } from './follow/followKit.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { createBucket, createJob, put } from './trainingKit.ts';

/** Each folder is a script that really fails so, and what is to be found out about it. */
const folder = 'test/fixtures/failures';
const marker = '# <- fails here';
const table = causeTable(JSON.parse(readFileSync('media/data/failures.json', 'utf8')));

interface Expected {
  /** Of the table; absent where there is nothing to explain. */
  readonly cause?: string;
  readonly exitCode?: number;
  readonly status?: string;
  readonly host?: string;
  readonly error?: string;
  readonly program?: string;
  /** The file with the marker, `train.py` unless it says another. */
  readonly line?: string;
  /** What this Python must have. */
  readonly needs?: readonly string[];
  readonly source?: string;
}

let engine: TestEngine;
let connection: Connection;
const closing = new AbortController();
beforeAll(async () => {
  engine = await startEngine();
  connection = connectionTo(engine.state, closing.signal);
  await createBucket(engine);
  await put(engine, 'data/penguins.csv', 'species,island\n');
});
afterAll(async () => {
  closing.abort();
  await engine.stop();
});

/** The files that are sent, by their paths. */
function filesOf(root: string, below = ''): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(join(root, below), { withFileTypes: true }).map((entry): Record<string, string> => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return filesOf(root, path);
      return entry.name === 'job.json' ? {} : { [path]: readFileSync(join(root, path), 'utf8') };
    }),
  ) as Record<string, string>;
}

function has(need: string): boolean {
  const check = need.startsWith('python')
    ? `import sys; assert sys.version_info >= (${need.slice(6).replace('.', ',')})`
    : `import ${need}`;
  try {
    execFileSync('python3', ['-c', check], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The line with the marker, as `file:line`. */
function marked(files: Readonly<Record<string, string>>): string | undefined {
  for (const [path, text] of Object.entries(files)) {
    const index = text.split('\n').findIndex((line) => line.includes(marker));
    if (index >= 0) return `${path}:${index + 1}`;
  }
  return undefined;
}

// At once, as far as Vitest goes: a job waits most of its time, for its status and for its tail to look.
describe.concurrent('failures', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const { cause, exitCode, status, host, error, program, line, needs, source, ...job } = JSON.parse(
      readFileSync(join(folder, name, 'job.json'), 'utf8'),
    ) as Expected & Partial<Parameters<typeof createJob>[2]>;
    if (!(needs ?? []).every(has)) return;
    const files = filesOf(join(folder, name));
    const HyperParameters = {
      ...job.HyperParameters,
      ...(program !== undefined && { sagemaker_program: JSON.stringify(program) }),
    };
    await createJob(engine, name, { ...job, HyperParameters, files });
    const target = { kind: 'trainingJob', name } as const;
    const { state } = await runTail(connection, target, () => undefined, closing.signal);
    expect(state?.status).toBe(status ?? 'Failed');
    const account = await readFailure(connection, target, table, closing.signal);
    expect(account.explanations[0]?.id, JSON.stringify(account, null, 1)).toBe(cause);
    expect(account.exitCode).toBe(exitCode);
    if (error !== undefined) expect(account.error?.error.split('\n')[0]).toBe(error);
    if (host !== undefined) expect(account.host?.host).toBe(host);
    const blamed = await blamedLine(account, (path) => Promise.resolve(files[path]));
    expect(blamed && `${blamed.path}:${blamed.line}`).toBe(marked(files));
    if (line !== undefined) expect(blamed?.path).toBe(line);
    if (source !== undefined) expect(Object.values(files).join('\n')).toContain(source);
    // What SageMaker says is theirs in form and length.
    if (account.status === 'Failed') expect(account.reason).toMatch(/^(?:AlgorithmError|ClientError): /);
    expect((account.reason ?? '').length).toBeLessThanOrEqual(1024);
    expect(account.reason ?? '').not.toMatch(/\w\/opt\/ml\//);
  });
});
