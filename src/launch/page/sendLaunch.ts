import * as vscode from 'vscode';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import type { Connection } from '../../connection/connection.ts';
import { commands } from '../../manifest/commands.ts';
import { settings } from '../../manifest/settings.ts';
import { confirmQuestion } from '../confirmQuestion.ts';
import type { LaunchParts } from '../launchParts.ts';
import { readSetting } from '../../platform/settings.ts';
import { saveFolder } from '../pickScript.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { launch, type LaunchSteps } from '../startTraining.ts';
import { keepLaunch, type SentLaunch } from './keepLaunch.ts';
import { leftToWatch } from './leftToWatch.ts';
import { watchCapacity } from './watchCapacity.ts';
import { sayInformation } from '../../platform/say.ts';

/** Bytes; settings count in these. */
const megabyte = 2 ** 20;

/** The file by which a spec's workspace folder is found. */
export function uriOf(spec: LaunchSpec): vscode.Uri | undefined {
  return spec.sourceFolder === '' ? undefined : vscode.Uri.file(spec.sourceFolder);
}

/**
 * Sends a launch and keeps it: in the history, and which folder its tracebacks are about.
 * @param shown the request and name that the person has seen
 * @throws what `launch` throws
 */
export async function sendLaunch(
  parts: LaunchParts,
  connection: Connection,
  spec: LaunchSpec,
  steps: Pick<LaunchSteps, 'report' | 'signal'> & Partial<Pick<LaunchSteps, 'shown' | 'jobName'>>,
): Promise<SentLaunch> {
  // What is sent is what is seen.
  await saveSource(spec);
  const defaults = await workspaceDefaults(connection, uriOf(spec));
  const unfinished = await parts.unfinished.begin(spec, connection.place);
  try {
    const launched = await launch(connection, spec, {
      ...steps,
      id: unfinished.id,
      store: parts.store,
      defaults,
      confirm: confirmQuestion,
      sourceLimit: readSetting(settings.launchSourceLimit, uriOf(spec)) * megabyte,
    });
    const { jobName, jobArn, request, refused, plan } = launched;
    const sent = { jobName, jobArn, request, refused, spec, places: plan.places };
    await keepLaunch(parts, connection, sent);
    return sent;
  } finally {
    // A window that closes ends what it sends, and the next one says so.
    if (!parts.ending.aborted) await parts.unfinished.end(unfinished);
  }
}

/** Saves what is open and changed of the source and of the data: what is sent is what is seen. @returns whether there was any */
export async function saveSource({ sourceFolder, channels }: LaunchSpec): Promise<boolean> {
  const paths = channels.flatMap(({ source }) => ('path' in source ? [source.path] : []));
  let saved = false;
  for (const path of [sourceFolder, ...paths]) if (path !== '' && (await saveFolder(path))) saved = true;
  return saved;
}

/**
 * After a launch: its log opens, the tree selects it, and a message names it. A job that then finds no capacity goes on with
 * the next of the types that the person allowed. Waits for none of it.
 */
export function showLaunched(
  parts: LaunchParts,
  connection: Connection,
  sent: SentLaunch,
): ReturnType<LaunchParts['logs']['show']> {
  const tail = showJob(parts, connection, sent, createdText(connection, sent));
  watch(parts, connection, sent);
  return tail;
}

/** Watches a job that nobody follows any more until it has its instances; says what takes its place. Waits for none of it. */
export function watch(parts: LaunchParts, connection: Connection, sent: SentLaunch): void {
  void watchCapacity(parts, connection, sent, (next, before) =>
    showJob(parts, connection, next, insteadText(next, before)),
  );
}

/**
 * Goes on to watch the jobs of a connection for which an earlier window, or this one while it was elsewhere, had no end yet.
 * Never rejects.
 */
export async function watchAgain(parts: LaunchParts, connection: Connection): Promise<void> {
  const left = parts.watched.of(connection.key);
  await Promise.all(
    left.map(async (jobName) => {
      const sent = await leftToWatch(parts, connection, jobName);
      if (sent) watch(parts, connection, sent);
    }),
  );
}

function showJob(parts: LaunchParts, connection: Connection, { jobName, jobArn }: SentLaunch, text: string) {
  const tail = parts.logs.show(connection, jobName);
  parts.logs.launched(connection, jobName);
  void vscode.commands.executeCommand(commands.resourceReveal.id, jobArn);
  void say(parts, connection, jobName, text);
  return tail;
}

function createdText({ label }: Connection, { jobName, refused, request }: SentLaunch): string {
  const created = `Training job ${jobName} was created on ${label}`;
  if (refused.length === 0) return `${created}.`;
  const types = refused.map(({ instanceType }) => instanceType).join(', ');
  return `${created} with ${request.ResourceConfig?.InstanceType ?? ''}: ${types} could not be had.`;
}

/** What is said of a job that was created in the place of one that found no capacity. */
export function insteadText({ jobName, request }: SentLaunch, before: SentLaunch): string {
  const [old, now] = [before, { request }].map((one) => one.request.ResourceConfig?.InstanceType ?? '');
  return `There was no capacity for training job ${before.jobName} (${old}). ${jobName} was created with ${now} instead.`;
}

async function say(parts: LaunchParts, connection: Connection, jobName: string, text: string): Promise<void> {
  const [showLog, details] = ['Show Log', 'Open Details'];
  const chosen = await sayInformation(text, showLog, details);
  if (chosen === showLog) parts.logs.show(connection, jobName);
  if (chosen === details)
    await vscode.commands.executeCommand(commands.resourceOpenDetails.id, {
      kind: 'trainingJob',
      name: jobName,
    });
}
