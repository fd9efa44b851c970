import type { S3Place } from '../../../platform/s3Uri.ts';
import type { CommandSpec } from '../../../manifest/commands.ts';
import type { ArchiveEntry } from '../archive/archiveListing.ts';
import type { ArchiveFolder } from '../archive/archiveTree.ts';
import type { ListedObject } from '../listing.ts';
import type { FolderList } from './folderList.ts';

export interface BucketNode {
  readonly type: 'bucket';
  readonly place: S3Place;
  /** SageMaker's own for this account and region. */
  readonly isDefault: boolean;
  readonly createdAt: Date | undefined;
  readonly list: FolderList;
}

export interface FolderNode {
  readonly type: 'folder';
  readonly parent: ContainerNode;
  /** Its key is a prefix, with `/` at its end. */
  readonly place: S3Place;
  readonly list: FolderList;
}

export interface ObjectNode {
  readonly type: 'object';
  readonly parent: ContainerNode;
  readonly place: S3Place;
  readonly listed: ListedObject;
  /** There is a folder of the same name. */
  readonly hidden: boolean;
}

/** A file or folder in an archive. */
export interface EntryNode {
  readonly type: 'entry';
  readonly parent: ObjectNode | EntryNode;
  /** The archive. */
  readonly place: S3Place;
  readonly way: readonly string[];
  readonly found: ArchiveFolder | ArchiveEntry;
}

export interface MessageNode {
  readonly type: 'message';
  readonly id: string;
  readonly label: string;
}

/** A click runs a command. */
export interface ActionNode {
  readonly type: 'action';
  readonly id: string;
  readonly command: CommandSpec;
  readonly label: string;
  readonly icon: string;
  readonly argument: ContainerNode | undefined;
}

/** Why nothing is shown; its actions are below it. */
export interface ErrorNode {
  readonly type: 'error';
  readonly id: string;
  /** Instead of the error's own message, where that stands elsewhere. */
  readonly label?: string;
  readonly error: unknown;
  readonly actions: readonly ActionNode[];
}

export type ContainerNode = BucketNode | FolderNode;
export type S3Node = ContainerNode | ObjectNode | EntryNode | MessageNode | ActionNode | ErrorNode;

/** Whether a command was called on a node of this view. */
export function isS3Node(value: unknown): value is S3Node {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return ['bucket', 'folder', 'object', 'entry'].includes(String(value.type)) && 'place' in value;
}
