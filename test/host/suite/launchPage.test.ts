import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
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
    await run(commands.trainingLaunch.id, script);
    await run(commands.trainingLaunch.id, vscode.Uri.joinPath(script, '..'));
    assert.equal(launchTabs().length, 1);
    await until('its title', () => launchTabs()[0]?.label === 'Train train.py');
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
