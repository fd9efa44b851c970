import { text, type JsonObject } from '../json.ts';
import { type Behaviour } from './behaviour.ts';
import { type ResourceRecord } from './record.ts';
import { type ResourceStore } from './resourceStore.ts';

/** A kind that needs no work on this machine, but whose status moves by itself as AWS's does. */
export function settles(
  resources: ResourceStore,
  options: { statusMember: string; from: string; to: string; afterMs: number },
): Behaviour {
  const timers = new Set<NodeJS.Timeout>();
  const settle = (record: ResourceRecord): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      resources.patch(record, (document): JsonObject =>
        text(document, options.statusMember) === options.from ? { [options.statusMember]: options.to } : {},
      );
    }, options.afterMs);
    timers.add(timer);
  };
  return {
    start: settle,
    recover: (record) => {
      if (text(record.document, options.statusMember) === options.from) settle(record);
    },
    close: async () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
