import * as vscode from 'vscode';
import { namedResource } from '../catalog/namedResource.ts';
import type { Connection } from '../connection/connection.ts';
import { commands } from '../manifest/commands.ts';
import type { Log } from '../platform/log.ts';
import { withProgress } from '../platform/progress.ts';
import { showError } from '../platform/showError.ts';
import { bundleHas } from './bundle/archiveContents.ts';
import { confirmCost } from './confirmCost.ts';
import { deployModel, EndpointFailed } from './deployModel.ts';
import {
  type DeploySpec,
  endpointNameFor,
  hostingEnvironment,
  type TrainedModel,
  trainedModel,
} from './deploySpec.ts';
import { nameProblem } from './jobName.ts';
import type { LaunchParts } from './launchParts.ts';
import { pickCompletedJob } from './pickCompletedJob.ts';
import { pickInstance } from './pickInstance.ts';
import { sayInformation } from '../platform/say.ts';

/** Answers in advance; nothing is asked then. */
export interface DeployOptions {
  readonly endpointName?: string;
  readonly instanceType?: string;
}

const defaultInstance = 'ml.m5.large';
const inferenceScript = 'inference.py';

/**
 * "Deploy…".
 * @param job a completed training job: a tree node or `{kind, name}`; asked for when it is neither.
 * @returns the endpoint's name once it is in service; undefined when the person gave up or the endpoint failed.
 */
export async function deployEndpoint(
  parts: LaunchParts,
  log: Log,
  job: unknown,
  options: unknown,
): Promise<string | undefined> {
  const connection = await parts.connections.connect();
  const jobName = namedResource(job, 'trainingJob')?.name ?? (await pickCompletedJob(connection));
  if (jobName === undefined) return undefined;
  const model = trainedModel(await describeJob(connection, jobName));
  const answered = deployOptions(options);
  const asked = await askWhere(parts, connection, model, answered);
  if (!asked) return undefined;
  const question = `Deploy ${jobName} on ${asked.instanceType}? The endpoint costs until it is deleted.`;
  if (!answered && !(await confirmCost(connection, question, 'Deploy'))) return undefined;
  // The endpoint runs the job's code: its tracebacks lead to the same files.
  const folder = parts.memory.sourceFolder(jobName);
  if (folder !== undefined) await parts.memory.keepSourceFolder(asked.endpointName, folder);
  try {
    await withProgress(`Deploy ${asked.endpointName}`, async (report, signal) => {
      const environment = await environmentOf(connection, model, signal);
      await deployModel(connection, toSpec(model, asked, environment), { report, signal });
    });
  } catch (error) {
    if (!(error instanceof EndpointFailed)) throw error;
    void showError(log, `Endpoint ${asked.endpointName} failed`, error, [
      showEndpointLog(asked.endpointName),
    ]);
    return undefined;
  }
  void sayItServes(asked.endpointName, connection.label);
  return asked.endpointName;
}

function toSpec(
  { jobName, modelDataUrl, image, roleArn }: TrainedModel,
  where: Required<DeployOptions>,
  environment: Record<string, string>,
): DeploySpec {
  return { ...where, jobName, modelDataUrl, image, roleArn, instanceCount: 1, environment };
}

async function environmentOf(
  connection: Connection,
  model: TrainedModel,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const { program, sourceUri } = model;
  if (program === undefined || sourceUri === undefined) return {};
  const own = await bundleHas(connection, sourceUri, inferenceScript, signal);
  return hostingEnvironment(own ? inferenceScript : program, sourceUri);
}

async function askWhere(
  parts: LaunchParts,
  connection: Connection,
  { jobName }: TrainedModel,
  options: DeployOptions | undefined,
): Promise<Required<DeployOptions> | undefined> {
  const suggested = endpointNameFor(jobName, new Date());
  if (options)
    return {
      endpointName: options.endpointName ?? suggested,
      instanceType: options.instanceType ?? defaultInstance,
    };
  const title = `Deploy ${jobName} (${connection.label})`;
  const endpointName = await vscode.window.showInputBox({
    title,
    prompt: 'Name of the endpoint',
    value: suggested,
    ignoreFocusOut: true,
    validateInput: nameProblem,
  });
  if (endpointName === undefined) return undefined;
  const question = { title, file: parts.instancesFile, use: 'hosting', fallback: defaultInstance } as const;
  const instanceType = await pickInstance(connection, parts.memory, question);
  return instanceType === undefined ? undefined : { endpointName, instanceType };
}

async function describeJob(connection: Connection, name: string) {
  const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  return (await connection.sagemaker()).send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

async function sayItServes(endpointName: string, where: string): Promise<void> {
  const invoke = 'Invoke…';
  const chosen = await sayInformation(`Endpoint ${endpointName} is in service on ${where}.`, invoke);
  if (chosen === invoke)
    await vscode.commands.executeCommand(commands.endpointInvoke.id, {
      kind: 'endpoint',
      name: endpointName,
    });
}

function showEndpointLog(name: string) {
  return {
    title: 'Show Endpoint Log',
    run: () => vscode.commands.executeCommand(commands.logsTail.id, { kind: 'endpoint', name }),
  };
}

/** Menus pass things of their own as second argument, which are none. */
function deployOptions(argument: unknown): DeployOptions | undefined {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return undefined;
  const known = ['endpointName', 'instanceType'];
  const valid = Object.entries(argument).every(
    ([name, value]) => known.includes(name) && typeof value === 'string',
  );
  return valid ? argument : undefined;
}
