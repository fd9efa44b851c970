import * as vscode from 'vscode';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { s3Scheme } from '../s3FileUri.ts';
import type { S3Node } from './nodes.ts';
import { uriOf } from './uriOf.ts';

const uriList = 'text/uri-list';

/** What is done with what is dropped on a bucket or folder. */
export interface DropActs {
  upload(to: S3Place, files: readonly vscode.Uri[]): Promise<void>;
  copy(to: S3Place, from: readonly vscode.Uri[]): Promise<void>;
  /** What failed in a drop, which VS Code would keep to itself. */
  failed(error: unknown): void;
}

/** Out of the view go URIs, as links for editors and as `s3://` text; into it come files from the disk, and copies inside S3. */
export class S3Drag implements vscode.TreeDragAndDropController<S3Node> {
  readonly dragMimeTypes = [uriList, 'text/plain'];
  readonly dropMimeTypes = [uriList, 'files'];
  readonly #acts: DropActs;

  constructor(acts: DropActs) {
    this.#acts = acts;
  }

  handleDrag(nodes: readonly S3Node[], data: vscode.DataTransfer): void {
    const dragged = nodes.filter((node) => 'place' in node);
    if (dragged.length === 0) return;
    const uris = dragged.map((node) => uriOf(node).toString());
    const texts = dragged.map((node) =>
      node.type === 'entry' ? node.way.join('/') : s3Uri(node.place.bucket, node.place.key),
    );
    data.set(uriList, new vscode.DataTransferItem(uris.join('\r\n')));
    data.set('text/plain', new vscode.DataTransferItem(texts.join('\n')));
  }

  async handleDrop(target: S3Node | undefined, data: vscode.DataTransfer): Promise<void> {
    try {
      const to = target && placeToDropOn(target);
      if (!to) throw new UserError('invalid-input', 'Drop files on a bucket or a folder.');
      const uris = await droppedUris(data);
      const files = uris.filter(({ scheme }) => scheme === 'file');
      const objects = uris.filter(({ scheme }) => scheme === s3Scheme);
      if (files.length + objects.length === 0) {
        throw new UserError(
          'invalid-input',
          'What was dropped is no file of this machine and nothing in S3.',
        );
      }
      if (files.length > 0) await this.#acts.upload(to, files);
      if (objects.length > 0) await this.#acts.copy(to, objects);
    } catch (error) {
      this.#acts.failed(error);
    }
  }
}

/** On an object means into its folder. */
function placeToDropOn(node: S3Node): S3Place | undefined {
  if (node.type === 'bucket' || node.type === 'folder') return node.place;
  return node.type === 'object' ? node.parent.place : undefined;
}

async function droppedUris(data: vscode.DataTransfer): Promise<vscode.Uri[]> {
  const list = (await data.get(uriList)?.asString()) ?? '';
  const found = list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line, true));
  // Files of the system's own file manager.
  for (const [, item] of data) {
    const uri = item.asFile()?.uri;
    if (uri && !found.some((other) => other.toString() === uri.toString())) found.push(uri);
  }
  return found;
}
