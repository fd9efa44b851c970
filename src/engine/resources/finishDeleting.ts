import { type EngineLog } from '../log.ts';
import { type ResourceRecord } from './record.ts';
import { type ResourceStore } from './resourceStore.ts';

/** Lets a record go when the work that its deletion takes is over, whether or not that succeeded; nobody waits for it. */
export function finishDeleting(
  work: Promise<void>,
  record: ResourceRecord,
  { store, log }: { readonly store: ResourceStore; readonly log: EngineLog },
): void {
  work
    .catch((error: unknown) => log(`Deleting ${record.arn} left something behind`, error))
    .finally(() => store.remove(record));
}
