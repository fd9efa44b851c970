import type { Details } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { askedFinders } from './asked.ts';
import { kindTitle } from './kindTitle.ts';
import { type Lineage, type Related, roles, targetKey } from './related.ts';
import { stated } from './stated.ts';
import { userFinders } from './users.ts';

/**
 * Where a resource comes from and what became of it: what its description names, what SageMaker can be asked for, and who
 * uses it among the newest resources of the kinds that could.
 * @throws only when the signal is aborted; what could not be asked is among the notes
 */
export async function lineageOf(from: SageMaker, details: Details, signal?: AbortSignal): Promise<Lineage> {
  const { resource, document } = details;
  const asked = askedFinders(resource.kind).map((find) => async (): Promise<Lineage> => ({
    related: await find(from, details, signal),
    notes: [],
  }));
  const finders = [...asked, ...userFinders(from, details, signal)];
  const answers = await Promise.allSettled(finders.map((find) => find()));
  signal?.throwIfAborted();
  const found = answers.map((answer) =>
    answer.status === 'fulfilled' ? answer.value : { related: [], notes: [failure(answer.reason)] },
  );
  const own = resource.arn.toLowerCase();
  return {
    related: distinct([...found.flatMap(({ related }) => related), ...stated(document, resource)]).filter(
      ({ target }) => targetKey(target) !== own,
    ),
    notes: [...new Set(found.flatMap(({ notes }) => notes))],
  };
}

/** Each thing once, by its first role; in the order in which it is read: where from, what with, what came of it. */
function distinct(all: readonly Related[]): Related[] {
  const byKey = new Map<string, Related>();
  for (const related of all) {
    const key = targetKey(related.target);
    if (!byKey.has(key)) byKey.set(key, related);
  }
  return [...byKey.values()].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}

function failure(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return `Not all could be asked: ${message.split('\n', 1)[0] ?? ''}`;
}

/** One line about something related: `made by training job penguins-1`. */
export function relatedText({ role, what, target }: Related): string {
  return `${role} ${what} ${target.type === 's3' ? target.uri : target.reference.name || kindTitle(target.reference.kind)}`;
}
