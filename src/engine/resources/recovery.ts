import { text } from '../json.ts';
import { finishDeleting } from './finishDeleting.ts';
import { type KindOperations, type OperationParts } from './operations.ts';
import { isDeleted, isDeleting } from './statusClock.ts';

/** Takes up what a crash or a stop left of a kind: work goes on, statuses move on, what was being deleted goes. */
export function recover({ kind }: KindOperations, parts: OperationParts): void {
  const { behaviour, statusMember, settles, deletingMs } = kind;
  if (!behaviour && !settles && deletingMs === undefined) return;
  for (const record of parts.store.all(kind.name)) {
    const deleting = isDeleting(text(record.document, statusMember ?? ''));
    if (deleting && behaviour?.onDelete) {
      finishDeleting(behaviour.onDelete(record), record, parts);
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
