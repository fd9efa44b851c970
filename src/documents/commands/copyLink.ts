import * as vscode from 'vscode';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { askResource } from '../askResource.ts';
import { resourceArgument } from '../resourceArgument.ts';
import { resourceLink } from '../resourceLink.ts';

/** Copies a link that opens a resource's details in VS Code. It holds the ARN and nothing else. */
export async function copyLink(connections: ConnectionService, argument: unknown): Promise<void> {
  const resource = resourceArgument(argument) ?? (await askResource(connections, 'Copy link'));
  if (!resource) return;
  await vscode.env.clipboard.writeText(resourceLink(vscode.env.uriScheme, resource.arn));
  vscode.window.setStatusBarMessage('$(check) Link copied', 3000);
}
