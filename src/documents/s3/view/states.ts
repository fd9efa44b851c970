import { commands } from '../../../manifest/commands.ts';
import type { ActionNode, ContainerNode, ErrorNode, MessageNode } from './nodes.ts';

export function emptyAccount(): (MessageNode | ActionNode)[] {
  return [
    { type: 'message', id: 'empty', label: 'No buckets yet' },
    action('first', commands.trainingLaunch, 'Train on SageMaker…', 'rocket'),
    action('goTo', commands.s3GoTo, 'Go to S3 URI…', 'search'),
  ];
}

export function emptyFolder(id: string, node: ContainerNode): (MessageNode | ActionNode)[] {
  return [
    { type: 'message', id: `empty/${id}`, label: node.type === 'bucket' ? 'Empty bucket' : 'Empty folder' },
    action(`upload/${id}`, commands.s3UploadFiles, 'Upload files…', 'cloud-upload', node),
  ];
}

export function emptyArchive(id: string): MessageNode {
  return { type: 'message', id: `empty/${id}`, label: 'Empty archive' };
}

export function loadMore(id: string, node: ContainerNode | undefined): ActionNode {
  return action(`more/${id}`, commands.s3LoadMore, 'Load more…', 'ellipsis', node);
}

/** What could not be listed, in place of, or above, what was. */
export function listingFailed(id: string, error: unknown, node: ContainerNode | undefined): ErrorNode {
  const actions = [
    action(`retry/${id}`, commands.s3Refresh, 'Try again', 'refresh', node),
    ...(node === undefined ? [action(`goTo/${id}`, commands.s3GoTo, 'Go to S3 URI…', 'search')] : []),
    action(`log/${id}`, commands.logShow, 'Show log', 'output'),
  ];
  return { type: 'error', id: `error/${id}`, error, actions };
}

/** Why is said above the tree, by the view's message. */
export function notConnected(error: unknown): ErrorNode {
  const id = 'connection';
  const actions = [
    action(`retry/${id}`, commands.s3Refresh, 'Try again', 'refresh'),
    action(`switch/${id}`, commands.connectionSwitch, 'Switch connection…', 'plug'),
    action(`log/${id}`, commands.logShow, 'Show log', 'output'),
  ];
  return { type: 'error', id: `error/${id}`, label: 'Not connected', error, actions };
}

function action(
  id: string,
  command: ActionNode['command'],
  label: string,
  icon: string,
  argument?: ContainerNode,
): ActionNode {
  return { type: 'action', id, command, label, icon, argument };
}
