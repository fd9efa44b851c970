import * as vscode from 'vscode';
import { formatBytes } from '../../../analysis/text/bytes.ts';
import { withProgress } from '../../../platform/progress.ts';
import { seldom } from '../../../platform/seldom.ts';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { objectUri } from '../s3FileUri.ts';
import type { S3Parts } from '../s3Parts.ts';
import { uploadFiles } from '../transfer/uploadFiles.ts';
import { existingKeys, planUpload } from '../transfer/uploadPlan.ts';
import { containerOf } from './targets.ts';
import { confirm } from '../../../platform/say.ts';

/**
 * Asks for files, or a folder, and sends them to the bucket or folder of the node.
 * @param given file URIs, instead of asking.
 */
export async function uploadToS3(
  parts: S3Parts,
  what: 'files' | 'folder',
  argument: unknown,
  given?: unknown,
): Promise<void> {
  const container = containerOf(argument);
  const uris = isUris(given) ? given : await ask(what);
  if (uris && uris.length > 0) await uploadUris(parts, container, uris);
}

/** Sends files and folders of this machine to below a prefix; asks before it goes over what is there. */
export async function uploadUris(
  { objects, files }: S3Parts,
  place: S3Place,
  uris: readonly vscode.Uri[],
): Promise<void> {
  await withProgress(`Upload to ${s3Uri(place.bucket, place.key)}`, async (report, signal) => {
    report('reading what to send');
    const planned = await planUpload(
      uris.map(({ fsPath }) => fsPath),
      place.key,
      signal,
    );
    if (planned.length === 0) throw new UserError('invalid-input', 'There is no file in what was chosen.');
    report('looking at what is there');
    const there = await existingKeys(objects, place, planned, signal);
    if (there.length > 0 && !(await mayReplace(place, there))) return;
    const total = formatBytes(planned.reduce((sum, { size }) => sum + size, 0));
    try {
      const tell = seldom((count: number, bytes: number) =>
        report(`${count} of ${planned.length} files, ${formatBytes(bytes)} of ${total}`),
      );
      await uploadFiles(objects, place.bucket, planned, signal, tell);
    } finally {
      // What had arrived before a failure is there, too.
      const uploaded = planned.map(({ key }) => objectUri({ bucket: place.bucket, key }));
      files.changed(vscode.FileChangeType.Changed, ...uploaded);
    }
    const count = planned.length === 1 ? '1 file' : `${planned.length} files`;
    vscode.window.setStatusBarMessage(`$(check) Uploaded ${count}, ${total}`, 5000);
  });
}

async function ask(what: 'files' | 'folder'): Promise<readonly vscode.Uri[] | undefined> {
  const folder = what === 'folder';
  return vscode.window.showOpenDialog({
    title: folder ? 'Upload a folder' : 'Upload files',
    openLabel: 'Upload',
    canSelectFiles: !folder,
    canSelectFolders: folder,
    canSelectMany: true,
  });
}

async function mayReplace({ bucket, key }: S3Place, there: readonly string[]): Promise<boolean> {
  const count = there.length === 1 ? '1 object' : `${there.length} objects`;
  const names = there.slice(0, 5).map((found) => found.slice(key.length));
  const detail = [...names, ...(there.length > 5 ? ['…'] : [])].join('\n');
  const question = `Replace ${count} in ${s3Uri(bucket, key)}?`;
  return confirm(question, 'Replace', detail);
}

function isUris(value: unknown): value is readonly vscode.Uri[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item instanceof vscode.Uri);
}
