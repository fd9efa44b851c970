import * as vscode from 'vscode';
import type { Node } from './nodes.ts';

/** What a node is as a text in an editor: a resource's ARN, the S3 URI or value of what is below it. */
export function draggedText(node: Node): string | undefined {
  if (node.type === 'resource' || node.type === 'lostPin') return node.resource.arn;
  if (node.type === 'child') return node.child.value ?? node.child.reference?.arn;
  return undefined;
}

/** Lets resources be dragged into an editor, where their ARNs are inserted, one a line. */
export const dragController: vscode.TreeDragAndDropController<Node> = {
  dropMimeTypes: [],
  dragMimeTypes: ['text/plain'],
  handleDrag(nodes, transfer) {
    const texts = nodes.flatMap((node) => draggedText(node) ?? []);
    if (texts.length > 0) transfer.set('text/plain', new vscode.DataTransferItem(texts.join('\n')));
  },
};
