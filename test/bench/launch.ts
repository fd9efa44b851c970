/** What a launch does with a source folder: as fast as `tar czf`, with flat memory, and sent once. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../src/connection/connection.ts';
import { localImage, localRole } from '../../src/launch/localImage.ts';
import type { LaunchSpec } from '../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../src/launch/spec/newSpec.ts';
import { launch as start } from '../../src/launch/startTraining.ts';
import { LaunchStore } from '../../src/launch/uploads/launchStore.ts';
import { startEngine, type TestEngine } from '../engine/harness.ts';
import { root } from '../host/vscode/versions.ts';
import { pageShown } from './launch/pageShown.ts';
import { median, report } from './report.ts';

const files = 2000;
const bytesEach = 100_000;
const rounds = 3;
/** Milliseconds. */
const mostToShow = 400;
const account = '000000000000';

interface Bundled {
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly listSeconds: number;
  /** Kilobytes. */
  readonly grownBy: number;
}

/** @returns whether the promises are kept */
export async function launch(): Promise<boolean> {
  // First: what the others write keeps the disk busy for a while.
  const shown = await showing();
  const work = mkdtempSync(join(tmpdir(), 'bench-launch-'));
  try {
    const folder = join(work, 'source');
    makeSource(folder);
    const ratio = bundling(work, folder);
    const grown = memory(work, folder);
    const again = await sending(work, folder);
    return [shown, ratio <= 1.5, grown, again === 0].every(Boolean);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The page itself, and how much of that VS Code takes for any page. */
async function showing(): Promise<boolean> {
  const shown = await pageShown();
  const [page, empty, first] = [median(shown.launch), median(shown.empty), median(shown.first)];
  report('right-click to the page, filled in', `${page.toFixed(0)} ms, median`, `at most ${mostToShow} ms`);
  report('the same for a page with nothing on it', `${empty.toFixed(0)} ms, median`);
  report('what the launch page adds', `${(page - empty).toFixed(0)} ms (${(page / empty).toFixed(2)} times)`);
  report(
    'the first of a window, before the engine runs',
    `${first.toFixed(0)} ms, median (${(first / page).toFixed(2)} times a later one)`,
  );
  return page <= mostToShow;
}

/** Half of each file is text as source is, half does not compress. The same in every run. */
function makeSource(folder: string): void {
  const text = 'def forward(self, x):\n    return self.linear(x) + self.bias  # a line of code\n'.repeat(
    2000,
  );
  for (let i = 0; i < files; i += 1) {
    const at = join(folder, `package_${i % 40}`);
    mkdirSync(at, { recursive: true });
    const noise = Array.from({ length: bytesEach / 2 / 32 }, (_, j) =>
      createHash('sha256').update(`${i} ${j}`).digest(),
    );
    writeFileSync(
      join(at, `module_${i}.py`),
      Buffer.concat([Buffer.from(text.slice(0, bytesEach / 2)), ...noise]),
    );
  }
  writeFileSync(join(folder, 'train.py'), 'print("trained")\n');
}

function bundling(work: string, folder: string): number {
  const ours: Bundled[] = [];
  const tars: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    execFileSync('tar', ['czf', join(work, 'tar.tar.gz'), '-C', folder, '.']);
    tars.push((performance.now() - begin) / 1000);
    ours.push(bundleOnce(folder));
  }
  const [seconds, tar] = [median(ours.map((one) => one.seconds)), median(tars)];
  const megabytes = Math.round((files * bytesEach) / 1e6);
  report(`bundling ${files} files, ${megabytes} MB`, `${seconds.toFixed(2)} s`);
  report('tar czf of the same', `${tar.toFixed(2)} s`);
  report('ratio', (seconds / tar).toFixed(2), 'at most 1.5');
  report('counting them', `${(median(ours.map((one) => one.listSeconds)) * 1000).toFixed(0)} ms`);
  return seconds / tar;
}

/** Flat: V8 takes what it needs for the first hundreds of megabytes, and twice as many take no more. */
function memory(work: string, folder: string): boolean {
  const many = join(work, 'many');
  mkdirSync(many);
  const megabytesFor = (copies: readonly string[]): number => {
    for (const name of copies) execFileSync('cp', ['-r', folder, join(many, name)]);
    return bundleOnce(many).grownBy / 1024;
  };
  const [two, four] = [megabytesFor(['a', 'b']), megabytesFor(['c', 'd'])];
  report('memory for twice as much', `${two.toFixed(0)} MB`);
  report('memory for four times as much', `${four.toFixed(0)} MB`, 'flat: at most 1.25 times and 100 MB');
  rmSync(many, { recursive: true });
  return four <= 100 && four <= two * 1.25;
}

function bundleOnce(folder: string): Bundled {
  const program = join(root, 'test', 'bench', 'launch', 'bundleOnce.ts');
  return JSON.parse(execFileSync(process.execPath, [program, folder], { encoding: 'utf8' })) as Bundled;
}

/** @returns bytes that the second launch has sent */
async function sending(work: string, folder: string): Promise<number> {
  const engine = await startEngine();
  try {
    const connection = connectionTo(engine);
    const store = new LaunchStore(join(work, 'store'));
    const once = async (): Promise<{ sentBytes: number; seconds: number }> => {
      const begin = performance.now();
      const { sentBytes } = await start(connection, specOf(folder), {
        report: () => undefined,
        signal: new AbortController().signal,
        store,
        confirm: () => Promise.resolve(true),
      });
      return { sentBytes, seconds: (performance.now() - begin) / 1000 };
    };
    const first = await once();
    const second = await once();
    report(
      'first launch, to this machine',
      `${megabytesOf(first.sentBytes)} sent, ${first.seconds.toFixed(2)} s`,
    );
    report(
      'second launch of the same',
      `${second.sentBytes} B sent, ${second.seconds.toFixed(2)} s`,
      'nothing is sent',
    );
    return second.sentBytes;
  } finally {
    await engine.stop();
  }
}

function specOf(folder: string): LaunchSpec {
  const spec = newSpec(folder, 'train.py');
  return {
    ...spec,
    request: {
      ...spec.request,
      RoleArn: localRole(account),
      AlgorithmSpecification: { TrainingImage: localImage, TrainingInputMode: 'File' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
    },
  };
}

function connectionTo(engine: TestEngine): Connection {
  const parts: Pick<Connection, 'key' | 'region' | 'billed' | 'accountId' | 's3' | 'sagemaker'> = {
    key: 'this-machine',
    region: engine.state.region,
    billed: false,
    accountId: () => Promise.resolve(account),
    s3: () => Promise.resolve(engine.s3),
    sagemaker: () => Promise.resolve(engine.sagemaker),
  };
  return parts as Connection;
}

function megabytesOf(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
