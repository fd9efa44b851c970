/** The Resources tree, measured in the extension host: VS Code calls `run`. Prints one JSON line. */
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SageMaker } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import type { KindNode } from '../../../src/explorer/nodes.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { settings } from '../../../src/manifest/settings.ts';
import { views } from '../../../src/manifest/views.ts';
import { withOutput } from '../../host/inHostOutput.ts';
import {
  connectHere,
  connectThrough,
  engineClient,
  nodeAt,
  roleArn,
  run as runCommand,
  startProxy,
} from '../../host/suite/explorerKit.ts';
import { api } from '../../host/suite/support.ts';
import type { ExplorerFigures } from '../explorerFigures.ts';
import { serveJobs } from './fakeJobs.ts';

const jobs = 10_000;
const kind = ['Training', 'Processing jobs'] as const;

export function run(): Promise<void> {
  return withOutput(async () => {
    const parts = await api();
    await vscode.commands.executeCommand(`${views.resources.id}.focus`);
    // It has looks of its own, which would be counted too.
    await vscode.commands.executeCommand(`${views.running.id}.removeView`);
    await vscode.workspace
      .getConfiguration()
      .update(settings.resourcesPageSize.id, 100, vscode.ConfigurationTarget.Global);
    const { sm, endpoint } = await engineClient(parts);
    await createJobs(sm);
    const firstPages = await measureFirstPages(parts);
    const heap = await measurePaging(parts);
    const proxy = await startProxy(endpoint);
    await connectThrough(parts, proxy);
    const running = await measureRunning(parts, proxy);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await sleep(2000);
    const before = proxy.asked.length;
    await sleep(60_000);
    const hiddenCalls = proxy.asked.length - before;
    await connectHere(parts);
    await proxy.close();
    sm.destroy();
    const figures: ExplorerFigures = { firstPages, heap, hiddenCalls, running };
    console.log(JSON.stringify(figures));
  });
}

async function createJobs(sm: SageMaker): Promise<void> {
  const numbers = Array.from({ length: jobs }, (_, n) => n).values();
  const work = async (): Promise<void> => {
    for (const n of numbers)
      await sm.createProcessingJob({
        ProcessingJobName: `bench-${String(n).padStart(5, '0')}`,
        RoleArn: roleArn,
        AppSpecification: { ImageUri: 'nowhere/image:1' },
        ProcessingResources: {
          ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 1 },
        },
      });
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

/** Milliseconds from unfolding a kind to its first hundred rows. */
async function measureFirstPages({ resources }: ExtensionApi): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 21; round++) {
    const node = (await nodeAt({ resources } as ExtensionApi, ...kind)) as KindNode;
    resources.relist(node.key);
    const began = performance.now();
    const rows = await resources.getChildren(node);
    for (const row of rows) resources.getTreeItem(row);
    if (rows.length !== 101) throw new Error(`There are ${rows.length} rows, not 100 and "Load more…".`);
    times.push(performance.now() - began);
  }
  return times;
}

/** Bytes of heap after every thousand resources. */
async function measurePaging(parts: ExtensionApi): Promise<number[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap: number[] = [];
  for (;;) {
    const node = (await nodeAt(parts, ...kind)) as KindNode;
    if (node.list.items.length % 1000 === 0 && node.list.items.length > 0) {
      await parts.resources.getChildren(node);
      await sleep(500);
      collect();
      heap.push(process.memoryUsage().heapUsed);
    }
    if (!node.list.hasMore) return heap;
    await runCommand(commands.resourcesLoadMore, node);
  }
}

/** List calls for three running jobs of a thousand, all of which are loaded, and the most in less than a second. */
async function measureRunning(
  parts: ExtensionApi,
  proxy: Awaited<ReturnType<typeof startProxy>>,
): Promise<ExplorerFigures['running']> {
  const path = ['Training', 'Training jobs'] as const;
  const moments = serveJobs(proxy, 1000, new Set([0, 500, 999]));
  await runCommand(commands.resourcesRefresh, await nodeAt(parts, ...path));
  while (((await nodeAt(parts, ...path)) as KindNode).list.hasMore)
    await runCommand(commands.resourcesLoadMore, await nodeAt(parts, ...path));
  await parts.resources.getChildren(await nodeAt(parts, ...path));
  await sleep(6000);
  moments.length = 0;
  await sleep(30_000);
  const most = Math.max(0, ...moments.map((at) => moments.filter((m) => m >= at && m < at + 900).length));
  return { listCalls: moments.length, mostAtOnce: most };
}
