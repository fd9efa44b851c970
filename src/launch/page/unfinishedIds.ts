import { fieldsOf } from '../spec/json.ts';
import type { HistoryStore } from '../spec/launchHistory.ts';

/** Where `UnfinishedLaunches` keeps them. */
export const unfinishedKey = 'launch.unfinished';

/** Which launches an earlier window was sending when it closed: asked in activation, before what reads them is loaded. */
export function unfinishedIds(store: Pick<HistoryStore, 'get'>): readonly unknown[] {
  const kept: unknown = store.get(unfinishedKey);
  return Array.isArray(kept) ? kept.map((one: unknown) => fieldsOf(one)['id']) : [];
}
