/** How long `activate()` takes in the extension host, over ten starts of VS Code. */
import { join } from 'node:path';
import { compile, runInHost } from '../host/vscode/inHost.ts';
import { root, sample } from '../host/vscode/versions.ts';
import { report, median } from './report.ts';

const starts = 10;
/** Milliseconds; the promise that is kept. */
const limit = 30;

interface Start {
  readonly activate: number;
  readonly together: number;
}

/** @returns whether the promise is kept */
export async function activation(): Promise<boolean> {
  await compile('host-bench');
  const measured: Start[] = [];
  for (let start = 0; start < starts; start++) {
    const code = await runInHost({
      tests: join(root, 'out', 'bench-host', 'activation.cjs'),
      folder: sample,
      limit: 120_000,
      onOutput: (text) => void measured.push(JSON.parse(text) as Start),
    });
    if (code !== 0) throw new Error(`Start ${start + 1} ended with exit code ${code}.`);
  }
  const activate = median(measured.map((start) => start.activate));
  const together = median(measured.map((start) => start.together));
  report(`activate(), median of ${starts} starts`, `${activate.toFixed(1)} ms`, `at most ${limit} ms`);
  report('loading the entry and activate() together', `${together.toFixed(1)} ms`);
  return activate <= limit;
}
