/** How fast the engine's control plane is, beside an independent emulator where one is installed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answered } from './engine/connection.ts';
import { callBytes, callOnce, type Figures, load } from './engine/load.ts';
import { type Server, startEngine, startMoto } from './engine/servers.ts';
import { median, report } from './report.ts';

const MODELS = 10_000;
const CONNECTIONS = 8;
const PAGE = 100;
const STARTS = 7;
/** Milliseconds from starting the process to its first answer, with all models stored; a promise. */
const START_LIMIT = 300;
/** How many times the emulator's throughput Describe and List have at least; a promise. */
const RATIO = 5;

interface Measured {
  readonly create: Figures;
  readonly describe: Figures;
  readonly list: Figures;
}

const nameOf = (n: number): string => `bench-${String(n).padStart(5, '0')}`;

function createModels(server: Server): Promise<Figures> {
  let made = 0;
  return load(server, CONNECTIONS, () => {
    if (made >= MODELS) return undefined;
    return callBytes(server, 'CreateModel', {
      ModelName: nameOf(made++),
      ExecutionRoleArn: 'arn:aws:iam::000000000000:role/Bench',
      PrimaryContainer: { Image: 'image', ModelDataUrl: 's3://bucket/model.tar.gz', Environment: { A: 'b' } },
      Tags: [{ Key: 'team', Value: 'bench' }],
    });
  });
}

/** @param seconds the least time that is measured for */
function describeModels(server: Server, seconds: number): Promise<Figures> {
  // Signatures are taken beforehand, and hold for a quarter of an hour.
  const requests = Array.from({ length: 500 }, (_, n) =>
    callBytes(server, 'DescribeModel', { ModelName: nameOf(n * 20) }),
  );
  const until = performance.now() + seconds * 1000;
  let sent = 0;
  return load(server, CONNECTIONS, () =>
    performance.now() < until ? requests[sent++ % requests.length] : undefined,
  );
}

/** Pages through all models on each connection. */
async function listModels(server: Server, rounds: number): Promise<Figures> {
  const found = Array.from({ length: CONNECTIONS }, () => 0);
  const done = Array.from({ length: CONNECTIONS }, () => 0);
  const figures = await load(server, CONNECTIONS, (connection, before: Answered | undefined) => {
    const answer =
      before && (JSON.parse(before.body.toString()) as { Models: unknown[]; NextToken?: string });
    found[connection] = (found[connection] ?? 0) + (answer?.Models.length ?? 0);
    const NextToken = answer?.NextToken;
    if (answer && NextToken === undefined) done[connection] = (done[connection] ?? 0) + 1;
    if (done[connection] === rounds) return undefined;
    return callBytes(server, 'ListModels', {
      MaxResults: PAGE,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
  });
  const wrong = found.find((count) => count !== rounds * MODELS);
  if (wrong !== undefined) throw new Error(`Paging found ${wrong} models, not ${rounds * MODELS}.`);
  return figures;
}

async function measure(server: Server, seconds: number, rounds: number): Promise<Measured> {
  const create = await createModels(server);
  const describe = await describeModels(server, seconds);
  return { create, describe, list: await listModels(server, rounds) };
}

/** Milliseconds from the process's start to its first answer. */
async function startTime(dataDir: string): Promise<number> {
  const begun = performance.now();
  const server = await startEngine(dataDir);
  await callOnce(server, 'DescribeModel', { ModelName: nameOf(1) });
  const took = performance.now() - begun;
  await server.stop();
  return took;
}

const words = ({ perSecond, p50, p99 }: Figures): string =>
  `${perSecond.toFixed(0).padStart(6)} requests/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;

const ROWS = [
  ['create', 'CreateModel', undefined],
  ['describe', 'DescribeModel', RATIO],
  ['list', `ListModels, ${MODELS} in pages of ${PAGE}`, RATIO],
] as const;

function compare(engine: Measured, emulator: Measured): boolean {
  let isKept = true;
  for (const [row, what, promise] of ROWS) {
    const ratio = engine[row].perSecond / emulator[row].perSecond;
    report(`moto_server: ${what}`, words(emulator[row]));
    report('    the engine has', `${ratio.toFixed(1)} times as many`, promise && `at least ${promise}`);
    isKept &&= promise === undefined || ratio >= promise;
  }
  return isKept;
}

/** @returns whether the promises are kept */
export async function engine(): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sagemaker-bench-'));
  try {
    const server = await startEngine(dataDir);
    const measured = await measure(server, 5, 4);
    await server.stop();
    for (const [row, what] of ROWS) report(what, words(measured[row]));
    const starts: number[] = [];
    for (let n = 0; n < STARTS; n++) starts.push(await startTime(dataDir));
    const start = median(starts);
    const promise = `at most ${START_LIMIT} ms`;
    report(
      `start to first answer, ${MODELS} models stored`,
      `${start.toFixed(0)} ms, median of ${STARTS}`,
      promise,
    );

    const moto = await startMoto();
    if (!moto) {
      console.log('*** moto_server is not on this machine: nothing to compare with. ***');
      return start <= START_LIMIT;
    }
    try {
      return compare(measured, await measure(moto, 5, 1)) && start <= START_LIMIT;
    } finally {
      await moto.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
