import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/manifest/commands.ts';
import { fileInSample, launch, tailToEnd, writeScript } from './mainJob.ts';
import { api } from './support.ts';

describe('Train on SageMaker', () => {
  it('trains with what was answered in advance', async () => {
    const name = await launch(fileInSample('train.py'), {
      hyperparameters: { epochs: 3 },
      jobName: 'host-launch-1',
    });
    assert.equal(name, 'host-launch-1');
    const { lines } = await tailToEnd(name);
    assert.equal(lines.filter((line) => line.startsWith('epoch=')).length, 3, lines.join('\n'));
    const { connections } = await api();
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await (await connections.connect()).sagemaker();
    const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    assert.equal(job.HyperParameters?.['epochs'], '3');
    assert.equal(job.InputDataConfig?.[0]?.ChannelName, 'train');
    const metrics = job.FinalMetricDataList?.map(({ MetricName }) => MetricName) ?? [];
    assert.ok(metrics.length > 0, 'no metric was found in what the script prints');
  });

  it('sends what is in the editor, saved or not', async () => {
    const script = await writeScript('unsaved.py', 'import os\nprint("before")\n');
    const document = await vscode.workspace.openTextDocument(script);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) =>
      edit.insert(
        document.lineAt(2).range.start,
        'print("unsaved", os.listdir(os.environ["SM_CHANNEL_TRAIN"]))\n',
      ),
    );
    const name = await launch(script, {});
    assert.match(name, /^unsaved-\d{4}-\d{6}-\d{3}$/);
    assert.equal(document.isDirty, false);
    const { lines } = await tailToEnd(name);
    assert.ok(lines.includes("unsaved ['penguins.csv']"), lines.join('\n'));
  });

  it('refuses a data folder that is not there, and creates nothing', async () => {
    const options = { jobName: 'host-nodata-1', dataFolder: 'no-such-folder' };
    const name = await vscode.commands.executeCommand(
      commands.trainingLaunch.id,
      fileInSample('train.py'),
      options,
    );
    assert.equal(name, undefined);
    const { connections } = await api();
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await (await connections.connect()).sagemaker();
    await assert.rejects(client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'host-nodata-1' })));
  });
});
