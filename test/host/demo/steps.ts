/** What the demo does, in order: the main job, through the extension's own commands. */
import { basename, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import type { InvokeResult } from '../../../src/inference/invokeCommand.ts';
import type { TailEnd } from '../../../src/logs/tail.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { views } from '../../../src/manifest/views.ts';
import { describeEndpoint, describeJob, sizeOfObject } from './aws.ts';
import { type DriverChannel } from './driverChannel.ts';

/** One step; `run` gives the result to print and throws when the step failed. */
export interface Step {
  readonly title: string;
  readonly run: () => Promise<string>;
}

const id = 'sagemaker-workbench.sagemaker-workbench';
/** Of the held-out penguins; a model that learnt nothing has 0.44, the share of the most frequent species. */
const leastAccuracy = 0.9;

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is no ${what}.`);
  return value;
}

function run<T>(command: { readonly id: string }, ...args: unknown[]): Thenable<T | undefined> {
  return vscode.commands.executeCommand<T | undefined>(command.id, ...args);
}

/** The steps share what this function keeps: names of what earlier steps have made. */
export function createSteps(driver: DriverChannel): readonly Step[] {
  const folder = must(vscode.workspace.workspaceFolders?.[0], 'open folder').uri;
  const script = vscode.Uri.joinPath(folder, 'train.py');
  let parts: ExtensionApi;
  let job = '';
  let endpoint = '';

  return [
    {
      title: 'Activate the extension',
      run: async () => {
        const extension = must(vscode.extensions.getExtension<ExtensionApi>(id), `extension ${id}`);
        parts = await extension.activate();
        const { displayName, version } = extension.packageJSON as { displayName: string; version: string };
        return `${displayName} ${version}`;
      },
    },
    {
      title: 'Open the sidebar, which starts the local engine',
      run: async () => {
        await vscode.commands.executeCommand(`${views.resources.id}.focus`);
        const connection = await parts.connections.connect();
        return `${connection.label}, ${connection.region}, account ${await connection.accountId()}`;
      },
    },
    {
      title: 'Train train.py on one ml.g5.xlarge',
      run: async () => {
        await vscode.window.showTextDocument(script);
        const options = {
          jobName: 'penguins-1',
          instanceType: 'ml.g5.xlarge',
          hyperparameters: { epochs: 60 },
        };
        job = must(
          await run<string>(commands.trainingLaunch, script, options),
          'job: the launch was given up',
        );
        return job;
      },
    },
    {
      title: 'Follow its log to the end',
      run: async () => {
        const target = { kind: 'trainingJob', name: job };
        const tail = must(await run<TailEnd>(commands.logsTail, target, { untilEnd: true }), 'tail');
        const status = tail.state?.status;
        if (status !== 'Completed')
          throw new Error(`The tail ended with ${status ?? 'nothing'}: ${tail.lines.join('\n')}`);
        const picture = await driver.screenshot('tail', 'Completed');
        return `${status}, ${tail.lines.length} lines kept · ${picture}`;
      },
    },
    {
      title: 'Read what came of it',
      run: async () => {
        const described = await describeJob(await parts.connections.connect(), job);
        const metrics = new Map(
          described.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]),
        );
        const accuracy = must(metrics.get('test_accuracy'), 'metric test_accuracy');
        if (accuracy < leastAccuracy)
          throw new Error(`The held-out accuracy is ${accuracy}, below ${leastAccuracy}.`);
        const artifact = must(described.ModelArtifacts?.S3ModelArtifacts, 'model artifact');
        const size = await sizeOfObject(await parts.connections.connect(), artifact);
        const status = must(described.TrainingJobStatus, 'status');
        return `${status}, held-out accuracy ${accuracy.toFixed(3)}, ${artifact} (${size} bytes)`;
      },
    },
    {
      title: 'Deploy the model',
      run: async () => {
        const options = { endpointName: 'penguins', instanceType: 'ml.m5.large' };
        const target = { kind: 'trainingJob', name: job };
        endpoint = must(await run<string>(commands.endpointDeploy, target, options), 'endpoint');
        const { EndpointStatus } = await describeEndpoint(await parts.connections.connect(), endpoint);
        if (EndpointStatus !== 'InService') throw new Error(`The endpoint is ${EndpointStatus ?? 'gone'}.`);
        return `${endpoint}, ${EndpointStatus}`;
      },
    },
    {
      title: 'See job and endpoint in the tree',
      run: async () => {
        await vscode.commands.executeCommand(`${views.resources.id}.focus`);
        return driver.screenshot('tree', 'In service');
      },
    },
    ...['gentoo.csv', 'adelie.json'].map((name) => ({
      title: `Invoke the endpoint with ${name}`,
      run: () => invoke(join(folder.fsPath, 'payloads', name)),
    })),
    {
      title: 'See the answer beside the payload',
      run: () => driver.screenshot('answer', '200 OK'),
    },
  ];

  async function invoke(file: string): Promise<string> {
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    const answer = must(
      await run<InvokeResult>(commands.endpointInvoke, { endpointName: endpoint, file }),
      'answer',
    );
    const body = typeof answer.body === 'string' ? answer.body.trim() : '';
    // The payloads are named after what they are.
    const species = basename(file).replace(/\.\w+$/, '');
    if (answer.statusCode !== 200 || !body.toLowerCase().includes(species)) {
      throw new Error(`${answer.statusCode} for ${await readFile(file, 'utf8')}: ${body}`);
    }
    return `${answer.statusCode} in ${answer.latencyMs.toFixed(0)} ms, ${answer.contentType}: ${body.slice(0, 200)}`;
  }
}
