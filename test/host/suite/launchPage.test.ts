import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HistoryEntry } from '../../../src/launch/history/historyEntry.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { fileInSample, launch, tailToEnd } from './mainJob.ts';
import { api, until } from './support.ts';

const run = <T>(id: string, ...args: unknown[]) => vscode.commands.executeCommand<T | undefined>(id, ...args);

async function describe1(name: string) {
  const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const connection = await (await api()).connections.connect();
  return (await connection.sagemaker()).send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

const launchTabs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('sagemaker.launch'),
    );

describe('The launch page', () => {
  afterEach(() => vscode.window.tabGroups.close(launchTabs()));

  it('opens once a script, from a file or its folder', async () => {
    const script = fileInSample('train.py');
    await run(commands.trainingLaunch.id, script);
    await until('the page', () => launchTabs().length === 1);
    assert.equal(launchTabs()[0]?.label, 'Train train.py');
    await run(commands.trainingLaunch.id, script);
    await run(commands.trainingLaunch.id, vscode.Uri.joinPath(script, '..'));
    assert.equal(launchTabs().length, 1);
  });

  it('opens again after it was closed', async () => {
    const script = fileInSample('train.py');
    for (let round = 0; round < 2; round++) {
      await run(commands.trainingLaunch.id, script);
      await until('the page', () => launchTabs().length === 1);
      await vscode.window.tabGroups.close(launchTabs());
      await until('the page’s end', () => launchTabs().length === 0);
    }
  });

  it('trains a job again under a new name, with the same request but for its name', async () => {
    const first = await launch(fileInSample('train.py'), {
      jobName: 'again-base',
      hyperparameters: { epochs: 2, 'epoch-seconds': 0 },
    });
    await tailToEnd(first);
    const second = await run<string>(commands.trainingAgain.id, { kind: 'trainingJob', name: first });
    assert.ok(second !== undefined && second !== first);
    await tailToEnd(second);
    const [a, b] = await Promise.all([describe1(first), describe1(second)]);
    const comparable = ({ HyperParameters, ResourceConfig, InputDataConfig, RoleArn }: typeof a) => ({
      HyperParameters: { ...HyperParameters, sagemaker_job_name: '' },
      ResourceConfig,
      InputDataConfig,
      RoleArn,
    });
    assert.deepEqual(comparable(b), comparable(a));
  });

  it('clones a job into a page', async () => {
    await run(commands.trainingClone.id, { kind: 'trainingJob', name: 'again-base' });
    await until('the page of the clone', () => launchTabs().length === 1);
  });

  it('copies a job as a command of the AWS CLI', async () => {
    await run(commands.trainingCopyAs.id, { kind: 'trainingJob', name: 'again-base' }, 'cli');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /aws sagemaker create-training-job --region/);
    assert.match(text, /"epochs": "2"/);
  });

  it('keeps every launch in a list: to launch it again, look at it, copy and forget it', async () => {
    const list = async () =>
      (await run<HistoryEntry[]>(commands.trainingHistory.id, { action: 'list' })) ?? [];
    const entries = await list();
    const times = entries.map(({ time }) => time);
    assert.deepEqual(times, [...times].sort().reverse(), 'not the newest first');
    const { time, ...entry } = entries.find(({ jobName }) => jobName === 'again-base') ?? assert.fail();
    assert.ok(Date.now() - Date.parse(time) < 600_000, time);
    assert.deepEqual(entry, {
      ...{ jobName: 'again-base', script: 'train.py', instances: 'ml.m5.large' },
      ...{ where: 'this machine', status: 'Completed' },
    });
    // As a person: Enter takes the newest.
    const asking = run(commands.trainingHistory.id);
    await until('the list', async () => {
      await run('workbench.action.acceptSelectedQuickOpenItem');
      return launchTabs().length === 1;
    });
    await asking;
    await vscode.window.tabGroups.close(launchTabs());
    const jobName = 'again-base';
    await run(commands.trainingHistory.id, { action: 'launch', jobName });
    await until('its page', () => launchTabs().length === 1);
    await run(commands.trainingHistory.id, { action: 'open', jobName });
    const shown = () => vscode.window.activeTextEditor?.document;
    await until(
      'its details',
      () => shown()?.uri.scheme === 'sagemaker' && shown()?.getText().includes(jobName),
    );
    await run(commands.trainingHistory.id, { action: 'copy', jobName, form: 'boto3' });
    assert.match(await vscode.env.clipboard.readText(), /create_training_job/);
    await run(commands.trainingHistory.id, { action: 'forget', jobName });
    assert.deepEqual(
      (await list()).map((one) => one.jobName),
      entries.map((one) => one.jobName).filter((name) => name !== jobName),
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('offers to train above the entry point, unless that is switched off', async () => {
    const uri = fileInSample('train.py');
    await vscode.window.showTextDocument(uri);
    const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 5);
    const own = lenses?.find(({ command }) => command?.command === commands.trainingLaunch.id);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.ok(own, 'there is no lens');
    assert.match(document.lineAt(own.range.start.line).text, /^if __name__/);
  });
});
