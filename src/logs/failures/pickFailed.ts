import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import { namedResource } from '../../catalog/namedResource.ts';
import type { KindId } from '../../catalog/resource.ts';
import type { Connection } from '../../connection/connection.ts';
import { pick } from '../../platform/pick.ts';
import { isTailKind, tailKinds } from '../follow/tailKind.ts';
import type { TailTarget } from '../tailTarget.ts';

/** Those that people run themselves; any other can be asked about from its node. */
const offered = [
  'trainingJob',
  'processingJob',
  'transformJob',
  'endpoint',
] as const satisfies readonly KindId[];

/** What a command is for: a tree node, `{kind, name}`, or what the person chooses of what has failed. */
export async function failedTarget(
  connection: Connection,
  argument: unknown,
): Promise<TailTarget | undefined> {
  return targetOf(argument) ?? targetOf(await pickFailed(connection));
}

/** The target that a node, or `{kind, name, arn}`, stands for. */
export function targetOf(argument: unknown): TailTarget | undefined {
  const found = namedResource(argument, ...tailKinds);
  if (!found || !isTailKind(found.kind)) return undefined;
  const arn = arnOf(argument);
  return { kind: found.kind, name: found.name, ...(arn !== undefined && { arn }) };
}

function arnOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('resource' in argument) return arnOf(argument.resource);
  return 'arn' in argument && typeof argument.arn === 'string' && argument.arn !== ''
    ? argument.arn
    : undefined;
}

function pickFailed(connection: Connection) {
  return pick({
    title: 'Show Failure',
    placeholder: 'What has failed',
    empty: 'Nothing has failed, or was stopped by a limit',
    load: async (signal) => {
      const where = (resource: { readonly status?: string | undefined }) =>
        /^(?:Failed|Stopped)$/.test(resource.status ?? '');
      const lists = offered.map((kind) => choices(connection, kindOf(kind), { signal, where }));
      return (await Promise.all(lists)).flat();
    },
  });
}
