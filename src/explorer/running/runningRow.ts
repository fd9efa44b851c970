import type { Usage } from '../../catalog/details.ts';
import type { ResourceKind } from '../../catalog/kind.ts';
import { addCosts, type HourlyCost } from '../../catalog/prices/cost.ts';
import type { Resource } from '../../catalog/resource.ts';

/** One resource that runs or costs, with what that means in money. */
export interface RunningRow {
  readonly kind: ResourceKind;
  readonly resource: Resource;
  readonly usage: readonly Usage[];
  readonly cost: HourlyCost;
  /** Since when it is billed; undefined while its instances are not there yet. */
  readonly since: Date | undefined;
  /** `idle for 3 h`: an endpoint that nobody has invoked in the last hour. */
  readonly idle: string | undefined;
  /** Why its instances or its idleness are not known; undefined when they are. */
  readonly doubt: unknown;
}

/** A kind that could not be asked. */
export interface Refusal {
  readonly kind: ResourceKind;
  readonly error: unknown;
}

/** What a look has found. */
export interface RunningNow {
  /** The dearest first, then those that may cost, then the oldest. */
  readonly rows: readonly RunningRow[];
  readonly refusals: readonly Refusal[];
  /** Kinds of which more runs than is shown. */
  readonly cut: readonly ResourceKind[];
  readonly total: HourlyCost;
  readonly at: Date;
}

/** Puts the rows of a look in order and adds them up. */
export function runningNow(found: {
  readonly rows: readonly RunningRow[];
  readonly refusals: readonly Refusal[];
  readonly cut: readonly ResourceKind[];
  readonly at: Date;
}): RunningNow {
  const total = addCosts(found.rows.map(({ cost }) => cost));
  return {
    ...found,
    rows: [...found.rows].sort(inOrder),
    // What has not been looked at costs something too.
    total: found.cut.length > 0 && !total.free ? { ...total, unknown: true } : total,
  };
}

function inOrder(a: RunningRow, b: RunningRow): number {
  return (
    b.cost.usd - a.cost.usd ||
    Number(b.cost.unknown) - Number(a.cost.unknown) ||
    (a.resource.createdAt?.getTime() ?? 0) - (b.resource.createdAt?.getTime() ?? 0) ||
    (a.resource.name < b.resource.name ? -1 : 1)
  );
}
