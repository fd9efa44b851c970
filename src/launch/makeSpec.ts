import { access, readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { workspaceDefaults } from '../connection/defaults/workspaceDefaults.ts';
import { UserError } from '../platform/userError.ts';
import { jobNameFor, nameProblem } from './jobName.ts';
import type { LaunchMemory } from './launchMemory.ts';
import type { LaunchOptions } from './launchOptions.ts';
import { localImage, localRole } from './localImage.ts';
import { defaultDataFolder, pickDataFolder } from './pickDataFolder.ts';
import { pickHyperparameters } from './pickHyperparameters.ts';
import { pickInstance } from './pickInstance.ts';
import { trainingDefaults, type TrainingSpec } from './trainingSpec.ts';

const defaultInstance = 'ml.m5.large';

export interface SpecSources {
  readonly connection: Connection;
  readonly memory: LaunchMemory;
  /** `media/data/instances.json`. */
  readonly instancesFile: string;
}

/**
 * The spec for a script: from options without asking, else from what the person answers.
 * @returns undefined when he gives up.
 */
export async function makeSpec(
  script: string,
  options: LaunchOptions | undefined,
  { connection, memory, instancesFile }: SpecSources,
): Promise<TrainingSpec | undefined> {
  // It brings a parser of Python along, which nothing needs before.
  const { readScript } = await import('./script/readScript.ts');
  const reading = readScript(await readFile(script, 'utf8'), script);
  const sourceFolder = dirname(script);
  const title = `Train ${basename(script)} on SageMaker (${connection.label})`;
  const instance = { title, file: instancesFile, use: 'training', fallback: defaultInstance } as const;
  const instanceType = options
    ? (options.instanceType ?? defaultInstance)
    : await pickInstance(connection, memory, instance);
  if (instanceType === undefined) return undefined;
  const last = memory.last(script);
  const dataFolder = options
    ? await optionFolder(options, sourceFolder)
    : await pickDataFolder(title, sourceFolder, last?.dataFolder);
  if (dataFolder === undefined) return undefined;
  const image = options?.image ?? (await imageFor(connection, memory, title));
  const defaults = await workspaceDefaults(connection, vscode.Uri.file(script));
  const givenRole = options?.roleArn ?? defaults.training.roleArn;
  const roleArn = image === undefined ? undefined : (givenRole ?? (await roleFor(connection, memory, title)));
  if (image === undefined || roleArn === undefined) return undefined;
  const hyperparameters = options
    ? (options.hyperparameters ?? {})
    : await pickHyperparameters(title, reading.arguments, last?.hyperparameters ?? {});
  if (hyperparameters === undefined) return undefined;
  if (!options) await memory.keepLast(script, { hyperparameters, dataFolder });
  return {
    ...trainingDefaults,
    ...(options?.maxRuntimeSeconds !== undefined && { maxRuntimeSeconds: options.maxRuntimeSeconds }),
    jobName: checkedName(options?.jobName ?? jobNameFor(script, new Date())),
    sourceFolder,
    script: basename(script),
    hyperparameters,
    channels: dataFolder === '' ? [] : [{ name: 'train', source: { folder: dataFolder } }],
    instanceType,
    image,
    roleArn,
    metricDefinitions: reading.metricDefinitions,
    defaults,
  };
}

function checkedName(name: string): string {
  const problem = nameProblem(name);
  if (problem !== undefined)
    throw new UserError('invalid-input', `"${name}" is no name for a training job: ${problem}`);
  return name;
}

async function optionFolder(options: LaunchOptions, sourceFolder: string): Promise<string> {
  if (options.dataFolder === undefined) return (await defaultDataFolder(sourceFolder)) ?? '';
  if (options.dataFolder === '') return '';
  const folder = resolve(sourceFolder, options.dataFolder);
  await access(folder).catch((cause: unknown) => {
    throw new UserError('file-unreadable', `The data folder is not there: ${folder}`, { cause });
  });
  return folder;
}

async function imageFor(
  connection: Connection,
  memory: LaunchMemory,
  title: string,
): Promise<string | undefined> {
  if (!connection.billed) return localImage;
  return ask(
    memory,
    'image',
    title,
    'Training image: the URI in ECR of a container with SageMaker’s training toolkit',
  );
}

async function roleFor(
  connection: Connection,
  memory: LaunchMemory,
  title: string,
): Promise<string | undefined> {
  if (!connection.billed) return localRole(await connection.accountId());
  return ask(memory, 'role', title, 'Execution role: the ARN of a role that trusts sagemaker.amazonaws.com');
}

async function ask(
  memory: LaunchMemory,
  question: string,
  title: string,
  prompt: string,
): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    value: memory.answer(question) ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'It is needed to train on AWS.' : undefined),
  });
  if (typed !== undefined) await memory.keepAnswer(question, typed.trim());
  return typed?.trim();
}
