/** The Resources tree over the local engine: its first page, 10,000 jobs, and what it asks while it is watched or hidden. */
import { join } from 'node:path';
import { compile, runInHost } from '../host/vscode/inHost.ts';
import { root, sample } from '../host/vscode/versions.ts';
import { type ExplorerFigures } from './explorerFigures.ts';
import { median, report } from './report.ts';

/** Milliseconds. */
const firstPageLimit = 200;
/** Bytes per thousand resources, the second half of them as well as the first. */
const memoryLimit = 2 * 2 ** 20;

/** @returns whether the promises are kept */
export async function explorer(): Promise<boolean> {
  await compile('host-bench');
  const found: ExplorerFigures[] = [];
  const code = await runInHost({
    tests: join(root, 'out', 'bench-host', 'explorer.cjs'),
    folder: sample,
    limit: 10 * 60_000,
    onOutput: (text) => {
      if (text.startsWith('{')) found.push(JSON.parse(text) as ExplorerFigures);
      else console.log(text);
    },
  });
  const [figures] = found;
  if (code !== 0 || !figures) throw new Error(`The benchmark ended with exit code ${code}.`);
  const { firstPages, heap, hiddenCalls, running } = figures;
  const first = median(firstPages);
  const page = perThousand(heap.slice(0, 5));
  const last = perThousand(heap.slice(-5));
  report(
    'first page of 100 rows',
    `${first.toFixed(0)} ms, median of ${firstPages.length}`,
    `at most ${firstPageLimit} ms`,
  );
  report(
    `memory per 1,000 of ${heap.length},000 jobs`,
    `first half ${kilobytes(page)}, second ${kilobytes(last)}`,
    `at most ${kilobytes(memoryLimit)}`,
  );
  report('API calls in a minute, idle and hidden', String(hiddenCalls), '0');
  report(
    '3 of 1,000 running: list calls in 30 s',
    `${running.listCalls}, ${running.mostAtOnce} a look`,
    'at most 1 a look',
  );
  const flat = Math.max(page, last) <= memoryLimit;
  return first <= firstPageLimit && flat && hiddenCalls === 0 && running.mostAtOnce <= 1;
}

function perThousand(heap: readonly number[]): number {
  const [from, to] = [heap[0] ?? 0, heap.at(-1) ?? 0];
  return (to - from) / Math.max(1, heap.length - 1);
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`;
