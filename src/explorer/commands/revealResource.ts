import * as vscode from 'vscode';
import { referenceFromArn } from '../../catalog/arn.ts';
import { kindOf } from '../../catalog/catalog.ts';
import { referenceFrom, type ResourceReference } from '../../catalog/resource.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { views } from '../../manifest/views.ts';
import { UserError } from '../../platform/userError.ts';
import { findNode } from '../findNode.ts';
import type { Node } from '../nodes.ts';
import type { ResourcesTree } from '../resourcesTree.ts';

/**
 * Shows a resource in the tree, and selects it.
 * @param argument a node, a reference, an ARN, or the URI of a resource's document, whose query is the ARN; without any the
 * document that is looked at.
 */
export async function revealResource(
  connections: ConnectionService,
  tree: ResourcesTree,
  view: vscode.TreeView<Node>,
  argument: unknown,
): Promise<void> {
  const resource = referenceOf(argument ?? vscode.window.activeTextEditor?.document.uri);
  if (!resource) {
    throw new UserError('invalid-input', 'there is no resource to show', {
      advice: 'Open the details of one first, or choose "Go to Resource…".',
    });
  }
  const kind = kindOf(resource.kind);
  const from = await connections.connect();
  const node = await vscode.window.withProgress({ location: { viewId: views.resources.id } }, () =>
    findNode(tree, from, resource),
  );
  if (node) {
    await view.reveal(node, { select: true, focus: false, expand: false });
    return;
  }
  vscode.window.setStatusBarMessage(
    `$(info) ${kind.singular} ${resource.name} is not among those that the tree shows`,
    5000,
  );
}

function referenceOf(argument: unknown): ResourceReference | undefined {
  if (argument instanceof vscode.Uri) return referenceFromArn(argument.query);
  return typeof argument === 'string' ? referenceFromArn(argument) : referenceFrom(argument);
}
