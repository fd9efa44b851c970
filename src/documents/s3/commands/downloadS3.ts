import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatBytes } from '../../../analysis/text/bytes.ts';
import { withProgress } from '../../../platform/progress.ts';
import { seldom } from '../../../platform/seldom.ts';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import type { S3Parts } from '../s3Parts.ts';
import { downloadFolder, downloadObject } from '../transfer/downloadFolder.ts';
import { localName } from '../transfer/localName.ts';
import { saveStream } from '../transfer/saveStream.ts';
import { askForTarget } from './askForTarget.ts';
import { confirm } from '../../../platform/say.ts';

/** Saves an object, a folder, or a file of an archive on this machine. @param to instead of asking where: a file, or a folder to put a folder into. */
export async function downloadS3(
  parts: S3Parts,
  argument: unknown,
  to?: unknown,
): Promise<vscode.Uri | undefined> {
  const target = await askForTarget(argument, 'Download from S3');
  if (!target) return undefined;
  const given = to instanceof vscode.Uri ? to : undefined;
  if (target.type === 'archive') return downloadEntry(parts, target.uri, given);
  return target.folder
    ? downloadWholeFolder(parts, target.place, given)
    : downloadOne(parts, target.place, given);
}

async function downloadOne({ objects }: S3Parts, place: S3Place, given: vscode.Uri | undefined) {
  const name = place.key.split('/').at(-1) ?? '';
  const file = given ?? (await askForFile(name));
  if (!file) return undefined;
  await withProgress(`Download ${name}`, (report, signal) =>
    downloadObject(
      objects,
      place,
      file.fsPath,
      signal,
      seldom((bytes: number, size: number) => report(progress(bytes, size))),
    ),
  );
  said(file);
  return file;
}

async function downloadEntry(
  { archiveFiles, archives }: S3Parts,
  uri: vscode.Uri,
  given: vscode.Uri | undefined,
) {
  const { archive, found } = await archiveFiles.find(uri);
  if ('folders' in found)
    throw new UserError('invalid-input', 'Choose a file of the archive, or the archive itself.');
  const name = found.path.at(-1) ?? '';
  const file = given ?? (await askForFile(name));
  if (!file) return undefined;
  const size = found.target === undefined ? found.size : Buffer.byteLength(found.target);
  await withProgress(`Download ${name}`, async (report, signal) => {
    let sum = 0;
    const tell = seldom((bytes: number) => report(progress(bytes, size)));
    await saveStream(await archives.open(archive, found, signal), file.fsPath, {
      name: `"${found.path.join('/')}"`,
      size,
      signal,
      received: (bytes) => {
        sum += bytes;
        tell(sum);
      },
    });
  });
  said(file);
  return file;
}

async function downloadWholeFolder({ objects }: S3Parts, place: S3Place, given: vscode.Uri | undefined) {
  const name = localName(place.key.split('/').at(-2) ?? place.bucket);
  const parent = given ?? (await askForFolder(name));
  if (!parent) return undefined;
  const folder = join(parent.fsPath, name);
  if (!given && (await exists(folder)) && !(await mayOverwrite(folder))) return undefined;
  await withProgress(`Download ${name}`, (report, signal) =>
    downloadFolder(objects, place, folder, {
      signal,
      received: seldom((files: number, bytes: number) => report(`${files} files, ${formatBytes(bytes)}`)),
    }),
  );
  said(vscode.Uri.file(folder), s3Uri(place.bucket, place.key));
  return vscode.Uri.file(folder);
}

async function askForFile(name: string): Promise<vscode.Uri | undefined> {
  const near = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  return vscode.window.showSaveDialog({
    title: 'Download',
    saveLabel: 'Download',
    ...(near && { defaultUri: vscode.Uri.joinPath(near, localName(name)) }),
  });
}

async function askForFolder(name: string): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: `Download "${name}" into a folder`,
    openLabel: 'Download here',
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}

async function mayOverwrite(folder: string): Promise<boolean> {
  const detail = 'Files of the same names in it are replaced.';
  return confirm(`${folder} is there already.`, 'Replace', detail);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const progress = (bytes: number, size: number) => `${formatBytes(bytes)} of ${formatBytes(size)}`;

function said(file: vscode.Uri, from = ''): void {
  vscode.window.setStatusBarMessage(`$(check) Downloaded ${from} to ${file.fsPath}`.replace('  ', ' '), 5000);
}
