import type { View } from './form.ts';

const initial: View = {
  open: [],
  filter: '',
  order: { column: 'price', isDescending: false },
  tryMinutes: 5,
};

/** How the page was looked at the last time; what of it is not there or not of its kind begins anew. */
export function viewOf(kept: unknown): View {
  if (typeof kept !== 'object' || kept === null) return initial;
  const { open, filter, order, tryMinutes } = kept as Readonly<Record<string, unknown>>;
  return {
    open: Array.isArray(open) ? open.filter((one) => typeof one === 'string') : initial.open,
    filter: typeof filter === 'string' ? filter : initial.filter,
    order: isOrder(order) ? order : initial.order,
    tryMinutes: typeof tryMinutes === 'number' ? tryMinutes : initial.tryMinutes,
  };
}

function isOrder(value: unknown): value is View['order'] {
  if (typeof value !== 'object' || value === null) return false;
  const { column, isDescending } = value as Readonly<Record<string, unknown>>;
  return typeof column === 'string' && typeof isDescending === 'boolean';
}
