import { choices } from '../catalog/choices.ts';
import { kindOf } from '../catalog/catalog.ts';
import { namedResource } from '../catalog/namedResource.ts';
import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { pick } from '../platform/pick.ts';
import type { TailEnd } from './tail.ts';
import type { Tails } from './tails.ts';
import type { TailTarget } from './tailTarget.ts';

/**
 * "Tail Logs": of a tree node, `{kind, name}`, or what the person chooses.
 * @param options `{untilEnd: true}` waits for the end and returns it, for tasks and tests.
 */
export async function tailLogs(
  connections: ConnectionService,
  tails: Tails,
  argument: unknown,
  options: unknown,
): Promise<TailEnd | undefined> {
  const connection = await connections.connect();
  const target = targetOf(argument) ?? (await pickTarget(connection));
  if (!target) return undefined;
  const tail = tails.show(connection, target);
  return waits(options) ? tail.ended : undefined;
}

function targetOf(argument: unknown): TailTarget | undefined {
  const found = namedResource(argument, 'trainingJob', 'endpoint');
  return found && (found.kind === 'trainingJob' || found.kind === 'endpoint')
    ? { kind: found.kind, name: found.name }
    : undefined;
}

/** Endpoints and training jobs, newest first of each. */
async function pickTarget(connection: Connection): Promise<TailTarget | undefined> {
  const chosen = await pick({
    title: 'Tail Logs',
    placeholder: 'A training job or an endpoint',
    empty: 'There is no training job and no endpoint yet',
    load: async (signal) => {
      const where = { signal, where: () => true };
      const lists = [
        choices(connection, kindOf('trainingJob'), where),
        choices(connection, kindOf('endpoint'), where),
      ];
      return (await Promise.all(lists)).flat();
    },
  });
  return targetOf(chosen);
}

function waits(options: unknown): boolean {
  return (
    typeof options === 'object' && options !== null && 'untilEnd' in options && options.untilEnd === true
  );
}
