import { kindOf } from '../catalog/catalog.ts';
import { concurrently } from '../catalog/concurrently.ts';
import type { Action } from '../catalog/kind.ts';
import type { ResourceReference } from '../catalog/resource.ts';
import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { explain } from '../platform/explain.ts';
import { UserError } from '../platform/userError.ts';
import { chooseResource } from './chooseResource.ts';
import { confirmed } from './confirmed.ts';
import { type Called, countText, resourcesOf } from './selection.ts';

/** An act that can be done to several resources with one question. */
export interface ManyAct {
  /** `Delete`: title, question and button. */
  readonly verb: string;
  readonly action: Action;
  /** What it keeps, takes along and costs, by resource; each sentence is said once. */
  note(resource: ResourceReference): string | undefined;
  act(connection: Connection, resource: ResourceReference): Promise<void>;
}

/** Names that a question lists; of more it says how many. */
const named = 12;

/**
 * Does something to all that a command was called for, after one question that names them where it costs something.
 * @throws UserError that names those for which it failed; for the others it is done.
 */
export async function actOnAll(connections: ConnectionService, call: Called, act: ManyAct): Promise<void> {
  const resources = await targets(connections, call, act);
  if (resources.length === 0) return;
  const connection = await connections.connect();
  const question = `${act.verb} ${countText(resources)}?`;
  if (!(await confirmed(connection, question, consequence(resources, act), act.verb, call.fromKey))) return;
  const problems = await concurrently(resources, 4, async (resource) => {
    try {
      await act.act(connection, resource);
      return [];
    } catch (error) {
      return [{ resource, error }];
    }
  });
  const failed = problems.flat();
  const [first] = failed;
  if (!first) return;
  if (resources.length === 1) throw first.error;
  const reasons = failed.map(({ resource, error }) => `${resource.name}: ${explain(error).message}`);
  throw new UserError(
    explain(first.error).reason,
    `${failed.length} of ${countText(resources)} could not be changed. ${reasons.join(' · ')}`,
    { cause: first.error },
  );
}

async function targets(
  connections: ConnectionService,
  call: Called,
  { verb, action }: ManyAct,
): Promise<readonly ResourceReference[]> {
  if (call.node !== undefined || call.fromKey) return resourcesOf(call, action);
  const chosen = await chooseResource(connections, undefined, verb, action);
  return chosen ? [chosen] : [];
}

function consequence(resources: readonly ResourceReference[], act: ManyAct): string {
  const notes = new Set(resources.flatMap((resource) => act.note(resource) ?? []));
  if (resources.length === 1) return [...notes].join(' ');
  const names = resources.slice(0, named).map(({ kind, name }) => `${name} (${kindOf(kind).singular})`);
  const more = resources.length > named ? [`and ${resources.length - named} more`] : [];
  return [[...notes].join(' '), '', ...names, ...more].join('\n').trim();
}
