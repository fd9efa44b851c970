import type { Order } from './values.ts';

/** What the page keeps over a reload of the window. */
export interface Kept {
  readonly order: Order;
  readonly differingOnly: boolean;
}

const first: Kept = { order: { column: '', isDescending: false }, differingOnly: true };

/** What was kept, as far as it still means something. */
export function keptOf(value: unknown): Kept {
  if (typeof value !== 'object' || value === null) return first;
  const { order, differingOnly } = value as Partial<Record<keyof Kept, unknown>>;
  return {
    order: isOrder(order) ? order : first.order,
    differingOnly: typeof differingOnly === 'boolean' ? differingOnly : first.differingOnly,
  };
}

function isOrder(value: unknown): value is Order {
  if (typeof value !== 'object' || value === null) return false;
  const { column, isDescending } = value as Partial<Record<keyof Order, unknown>>;
  return typeof column === 'string' && typeof isDescending === 'boolean';
}
