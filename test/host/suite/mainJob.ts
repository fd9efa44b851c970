import * as assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LaunchOptions } from '../../../src/launch/launchOptions.ts';
import type { TailEnd } from '../../../src/logs/tail.ts';
import { commands } from '../../../src/manifest/commands.ts';

/** A file of the folder that the tests have open, the penguins sample. */
export function fileInSample(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Puts a script beside the sample's, as the person's own. */
export async function writeScript(name: string, text: string): Promise<vscode.Uri> {
  const file = fileInSample(name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file;
}

/** A file of this run's own. */
const gate = (name: string): string => join(dirname(process.env['AWS_CONFIG_FILE'] ?? ''), `gate-${name}`);

/** Of a Python script: waits until the test opens this gate. A script that only takes its time has often ended before. */
export function waitAt(name: string): string {
  return `while not __import__("os").path.exists(${JSON.stringify(gate(name))}): __import__("time").sleep(0.1)`;
}

/** Lets a script go on that waits there. */
export function openGate(name: string): Promise<void> {
  return writeFile(gate(name), '');
}

/** Launches by the extension's own command, without questions. @returns the job's name. */
export async function launch(script: vscode.Uri, options: LaunchOptions): Promise<string> {
  const name = await vscode.commands.executeCommand<string | undefined>(
    commands.trainingLaunch.id,
    script,
    options,
  );
  assert.ok(name, 'the launch did not create a job');
  return name;
}

/** The tail of a job, once it has ended. */
export async function tailToEnd(name: string): Promise<TailEnd> {
  const end = await vscode.commands.executeCommand<TailEnd | undefined>(
    commands.logsTail.id,
    { kind: 'trainingJob', name },
    { untilEnd: true },
  );
  assert.ok(end, 'there was no tail');
  return end;
}

/** Takes what each quick pick offers first, as Enter does, until the command is over. */
export async function acceptAllPicks<T>(running: Thenable<T>): Promise<T> {
  const state = { over: false };
  const result = Promise.resolve(running).finally(() => (state.over = true));
  for (;;) {
    await Promise.race([sleep(400), result.catch(() => undefined)]);
    if (state.over) return result;
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
}
