import { kindOf } from '../../../catalog/catalog.ts';
import { choices } from '../../../catalog/choices.ts';
import { namedResource } from '../../../catalog/namedResource.ts';
import type { Connection } from '../../../connection/connection.ts';
import { pick } from '../../../platform/pick.ts';
import { type TailKind, tailKinds } from '../../follow/tailKind.ts';
import type { TailTarget } from '../../tailTarget.ts';

/** What the quick pick offers: what most logs are of. */
const offered = ['trainingJob', 'processingJob', 'transformJob', 'endpoint'] as const satisfies TailKind[];

/** What a command was called for: a tree node, `{kind, name}`, a tail's target. */
export function wholeTarget(argument: unknown): TailTarget | undefined {
  const found = namedResource(argument, ...tailKinds);
  const kind = tailKinds.find((one): one is TailKind => one === found?.kind);
  if (!found || !kind) return undefined;
  const holder = member(argument, 'resource') ?? argument;
  const more = (['arn', 'variant', 'host', 'step'] as const).flatMap((name) => {
    const value = member(holder, name);
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(more), kind, name: found.name };
}

/** The newest of each kind that writes logs, to choose from. */
export async function pickWholeTarget(
  connection: Connection,
  title: string,
): Promise<TailTarget | undefined> {
  const chosen = await pick({
    title,
    placeholder: 'A job or an endpoint',
    empty: 'There is no job and no endpoint yet',
    load: async (signal) => {
      const lists = offered.map((kind) => choices(connection, kindOf(kind), { signal }));
      return (await Promise.all(lists)).flat();
    },
  });
  return wholeTarget(chosen);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
