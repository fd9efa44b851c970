import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import { UserError } from '../../platform/userError.ts';
import { openAt } from '../sourceFiles.ts';
import type { FailureAccount } from './failureAccount.ts';
import type { FailureStep } from './failureStep.ts';
import type { Sources } from './sources.ts';
import { sayInformation } from '../../platform/say.ts';

/** Does what a button or link of a failure says. */
export async function takeStep(
  sources: Sources,
  account: FailureAccount,
  step: FailureStep,
  show: () => Promise<void>,
): Promise<void> {
  const { kind, name } = account.target;
  const reference = { kind, name, arn: account.arn };
  switch (step.do) {
    case 'clone':
      await vscode.commands.executeCommand(commands.trainingClone.id, reference);
      return;
    case 'again':
      await vscode.commands.executeCommand(commands.trainingAgain.id, reference);
      return;
    case 'log':
      await vscode.commands.executeCommand(commands.logsTail.id, reference);
      return;
    case 'details':
      await vscode.commands.executeCommand(commands.resourceOpenDetails.id, reference);
      return;
    case 'open':
      await vscode.env.openExternal(vscode.Uri.parse(step.url, true));
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(step.text);
      vscode.window.setStatusBarMessage('$(check) Copied', 3000);
      return;
    case 'setting':
      await vscode.commands.executeCommand('workbench.action.openSettings', step.id);
      return;
    case 'require':
      await addRequirement(sources.folderOf(account), step.package);
      return;
    case 'goTo':
      await goTo(sources, account, step);
      return;
    case 'compare':
      await compare(sources, account, step.path);
      return;
    case 'show':
      await show();
  }
}

async function goTo(
  sources: Sources,
  account: FailureAccount,
  at: { path: string; line: number },
): Promise<void> {
  const place = await sources.place(account, at);
  if (!place) throw notHere(at.path);
  await openAt(place.uri, place.line);
  if (place.state !== 'changed' || !place.own) return;
  const compareTitle = 'Compare';
  const chosen = await sayInformation(
    `This is ${at.path} as it was sent: the line has changed since then.`,
    compareTitle,
  );
  if (chosen === compareTitle) await compare(sources, account, at.path);
}

async function compare(sources: Sources, account: FailureAccount, path: string): Promise<void> {
  const place = await sources.place(account, { path, line: 1 });
  if (!place?.own || !place.sent) throw notHere(path);
  const title = `${path} (sent for ${account.target.name} ↔ now)`;
  await vscode.commands.executeCommand('vscode.diff', place.sent, place.own, title);
}

/** Puts a line into the requirements beside the script, for the person to look at and save. */
async function addRequirement(folder: string | undefined, requirement: string): Promise<void> {
  if (folder === undefined)
    throw new UserError('not-found', 'This workspace does not know which folder the job was launched from.', {
      advice: `Write "${requirement}" into the requirements.txt beside the script.`,
    });
  const uri = vscode.Uri.file(join(folder, 'requirements.txt'));
  const before = await readFile(uri.fsPath, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  const edit = new vscode.WorkspaceEdit();
  if (before === undefined) edit.createFile(uri);
  const text = before === undefined || before === '' || before.endsWith('\n') ? '' : '\n';
  const end = new vscode.Position((before ?? '').split('\n').length, 0);
  const known = (before ?? '').split('\n').findIndex((line) => line.trim() === requirement);
  if (known < 0) edit.insert(uri, end, `${text}${requirement}\n`);
  if (edit.size > 0) await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(uri);
  const line = document
    .getText()
    .split('\n')
    .findIndex((each) => each.trim() === requirement);
  await openAt(uri, line + 1);
}

function notHere(path: string): UserError {
  return new UserError('not-found', `Neither this workspace nor S3 has the file ${path} of the job.`);
}
