import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { UserError } from '../../platform/userError.ts';
import { chooseResource } from '../chooseResource.ts';
import { consoleUrl, inAws } from '../consoleUrl.ts';
import { openInBrowser } from '../openInBrowser.ts';

/** Opens a resource's page in the AWS console, where there is one. */
export async function openInConsole(connections: ConnectionService, argument: unknown): Promise<void> {
  const resource = await chooseResource(connections, argument, 'Open in AWS Console', 'describe');
  if (!resource) return;
  const connection = await connections.connect();
  if (!inAws(connection))
    throw new UserError('invalid-input', `The AWS console does not show what is on ${connection.label}`);
  const { consolePath, singular } = kindOf(resource.kind);
  const path = consolePath?.(resource);
  if (path === undefined)
    throw new UserError('invalid-input', `The AWS console has no page of its own for a ${singular}`);
  await openInBrowser(consoleUrl(connection, path));
}
