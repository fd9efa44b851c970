import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { UserError } from '../../platform/userError.ts';
import { chooseResource } from '../chooseResource.ts';
import { openInBrowser } from '../openInBrowser.ts';

/**
 * Opens a resource's own page, such as a notebook's, in the browser.
 * @param open takes the presigned URL: whoever has it is signed in, so it goes nowhere else.
 */
export async function browseResource(
  connections: ConnectionService,
  argument: unknown,
  open: (url: string) => Thenable<unknown> = openInBrowser,
): Promise<void> {
  const resource = await chooseResource(connections, argument, 'Open in browser', 'browse');
  if (!resource) return;
  const kind = kindOf(resource.kind);
  const url = await kind.url?.(await connections.connect(), resource);
  if (url === undefined)
    throw new UserError('invalid-input', `A ${kind.singular} has no page of its own to open`);
  await open(url);
}
