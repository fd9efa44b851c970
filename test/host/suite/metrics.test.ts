import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/manifest/commands.ts';
import type { MetricsUpdate } from '../../../src/messages/metrics.ts';
import { connectHere, connectThrough, engineClient, run, startProxy } from './explorerKit.ts';
import { fileInSample, launch, tailToEnd } from './mainJob.ts';
import { api, standsStill, until } from './support.ts';

const metricsTabs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('sagemaker.metrics'),
    );

const show = async (argument: unknown, more: unknown = { untilValues: true }) =>
  (await run(commands.metricsShow, argument, more)) as MetricsUpdate | undefined;

describe('The metrics of jobs', () => {
  const name = 'host-metrics-1';
  const job = { kind: 'trainingJob', name };
  before(async () => {
    await launch(fileInSample('train.py'), {
      jobName: name,
      hyperparameters: { epochs: 5, 'epoch-seconds': 0.3 },
    });
    await tailToEnd(name);
  });
  afterEach(() => vscode.window.tabGroups.close(metricsTabs()));

  it('are those of the script’s log, by epoch', async () => {
    const found = await show(job);
    const loss = found?.series.find(({ metric }) => metric === 'train_loss');
    assert.deepEqual([loss?.stepName, loss?.steps], ['epoch', [1, 2, 3, 4, 5]]);
    assert.equal(found?.subjects[0]?.status, 'Completed');
    const [tab] = await until('the page', () => (metricsTabs().length === 1 ? metricsTabs() : undefined));
    assert.equal(tab?.label, `Metrics of ${name}`);
  });

  it('open once for the same jobs, and together for several', async () => {
    await show(job);
    // VS Code tells of tabs a moment after they are there.
    await until('the page', () => metricsTabs().length === 1);
    await show(job);
    await until('still one page', () => metricsTabs().length === 1);
    const again = (await run(commands.trainingAgain, job)) as string;
    await tailToEnd(again);
    // As the tree hands on what is selected.
    const both = [
      { resource: { ...job, arn: '' } },
      { resource: { kind: 'trainingJob', name: again, arn: '' } },
    ];
    await show(both[0], both);
    await until('the page of both', () =>
      metricsTabs().some(({ label }) => label === `Metrics of ${name} and 1 more`),
    );
  });

  it('ask nothing while nobody looks, nor when all has ended', async () => {
    const own = await api();
    const { endpoint } = await engineClient(own);
    const proxy = await startProxy(endpoint);
    try {
      await connectThrough(own, proxy);
      await launch(fileInSample('train.py'), {
        jobName: 'host-metrics-2',
        hyperparameters: { epochs: 2000, 'epoch-seconds': 0.3 },
      });
      await show({ kind: 'trainingJob', name: 'host-metrics-2' });
      const asked = () => proxy.count(/^GetMetricData$/);
      const before = asked();
      await until('it asks on', () => asked() > before + 1);
      // Another editor in the same group hides the page.
      await vscode.window.showTextDocument(fileInSample('train.py'), {
        viewColumn: vscode.ViewColumn.Active,
      });
      const hidden = await standsStill('asks while nobody looks', asked, 5_000);
      await show({ kind: 'trainingJob', name: 'host-metrics-2' });
      await until('it asks again', () => asked() > hidden);
    } finally {
      const { StopTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
      const client = await (await own.connections.connect()).sagemaker();
      await client.send(new StopTrainingJobCommand({ TrainingJobName: 'host-metrics-2' }));
      await connectHere(own);
      await proxy.close();
    }
  });
});
