import { kindOf } from '../catalog/catalog.ts';
import { choices } from '../catalog/choices.ts';
import { namedResource } from '../catalog/namedResource.ts';
import type { Connection } from '../connection/connection.ts';
import { pick } from '../platform/pick.ts';

/** The endpoint that a command was called for, else the one in service that the person chooses. */
export async function chooseEndpoint(connection: Connection, argument: unknown): Promise<string | undefined> {
  const given = namedResource(argument, 'endpoint');
  if (given) return given.name;
  const kind = kindOf('endpoint');
  const chosen = await pick({
    title: 'Invoke',
    placeholder: 'Which endpoint?',
    empty: 'No endpoint is in service; deploy a completed training job first',
    load: (signal) =>
      choices(connection, kind, { signal, where: (endpoint) => kind.actions(endpoint).includes('invoke') }),
  });
  return chosen?.name;
}
