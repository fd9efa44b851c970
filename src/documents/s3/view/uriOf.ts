import type * as vscode from 'vscode';
import { archiveUri, isArchive } from '../archive/archiveUri.ts';
import { folderUri, hiddenObjectUri, objectUri } from '../s3FileUri.ts';
import type { BucketNode, EntryNode, FolderNode, ObjectNode } from './nodes.ts';

/** Where VS Code finds what a node stands for. */
export function uriOf(node: BucketNode | FolderNode | ObjectNode | EntryNode): vscode.Uri {
  switch (node.type) {
    case 'bucket':
    case 'folder':
      return folderUri(node.place);
    case 'object':
      return node.hidden ? hiddenObjectUri(node.place) : objectUri(node.place);
    case 'entry':
      return archiveUri(node.place, node.way);
  }
}

/** As a folder of the workspace: an archive is one, too. */
export function folderUriOf(node: BucketNode | FolderNode | ObjectNode): vscode.Uri {
  return node.type === 'object' && isArchive(node.place.key) ? archiveUri(node.place) : uriOf(node);
}
