import type { S3Parts } from '../s3Parts.ts';
import { type ContainerNode, isS3Node } from '../view/nodes.ts';

/** Asks S3 again: for a bucket, folder or archive, or for all that is open. After a failure it connects anew. */
export async function refreshS3({ connections, archives, view }: S3Parts, argument: unknown): Promise<void> {
  archives.reset();
  if (connections.state.kind === 'failed') await connections.connect();
  view.tree.refresh(containerOf(argument));
}

/** The bucket or folder that a command was called on; of an object or archive the one that it is in. */
export function containerOf(argument: unknown): ContainerNode | undefined {
  if (!isS3Node(argument)) return undefined;
  if (argument.type === 'object') return argument.parent;
  return argument.type === 'bucket' || argument.type === 'folder' ? argument : undefined;
}
