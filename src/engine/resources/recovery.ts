import { text } from '../json.ts';
import { type EngineLog } from '../parts.ts';
import { type KindOperations, type OperationParts } from './operations.ts';
import { isDeleted, isDeleting } from './statusClock.ts';

/** Takes up what a crash or a stop left of a kind: work goes on, statuses move on, what was being deleted goes. */
export function recover({ kind }: KindOperations, parts: OperationParts): void {
  const { behaviour, statusMember, settles, deletingMs } = kind;
  if (!behaviour && !settles && deletingMs === undefined) return;
  for (const record of parts.store.all(kind.name)) {
    const deleting = isDeleting(text(record.document, statusMember ?? ''));
    if (deleting && behaviour?.onDelete) {
      finish(behaviour.onDelete(record), record.arn, parts.log, () => parts.store.remove(record));
    } else if (deleting) {
      parts.clock.remove(kind, record);
    } else if (isDeleted(kind, record)) {
      parts.clock.forget(kind, record);
    } else {
      behaviour?.recover?.(record);
      parts.clock.watch(kind, record);
    }
  }
}

function finish(work: Promise<void>, arn: string, log: EngineLog, then: () => void): void {
  work.catch((error: unknown) => log(`Deleting ${arn} left something behind`, error)).finally(then);
}
