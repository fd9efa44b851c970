import { kinds } from '../../catalog/catalog.ts';
import { concurrently } from '../../catalog/concurrently.ts';
import type { ResourceKind } from '../../catalog/kind.ts';
import { addCosts, costOf, type HourlyCost, unknownCost } from '../../catalog/prices/cost.ts';
import type { Prices } from '../../catalog/prices/prices.ts';
import type { Resource } from '../../catalog/resource.ts';
import { canRun, listRunning } from '../../catalog/running/listRunning.ts';
import type { Connection } from '../../connection/connection.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import { type Described, Describer } from './describer.ts';
import { IdleWatch } from './idleWatch.ts';
import { type Refusal, type RunningNow, runningNow, type RunningRow } from './runningRow.ts';

/** Requests under way at a time: SageMaker throttles an account, not a window. */
const atOnce = 4;
/** Milliseconds until a kind that was refused is asked again by itself. */
const restAfterRefusal = 5 * 60 * 1000;

interface KindState {
  readonly kind: ResourceKind;
  items: readonly Resource[];
  more: boolean;
  refusal: unknown;
  restUntil: number;
}

/** Finds out what of all kinds runs on one connection. Makes requests only in `look`. */
export class RunningModel {
  readonly #connection: Connection;
  readonly #prices: Prices;
  readonly #describer = new Describer();
  readonly #idle = new IdleWatch();
  readonly #states: readonly KindState[];

  constructor(connection: Connection, prices: Prices, from: readonly ResourceKind[] = kinds) {
    this.#connection = connection;
    this.#prices = prices;
    this.#states = from
      .filter(canRun)
      .map((kind) => ({ kind, items: [], more: false, refusal: undefined, restUntil: 0 }));
  }

  /** The kinds of which something will soon change by itself. */
  busyKinds(): ResourceKind[] {
    return this.#states
      .filter(({ kind, items }) => items.some((item) => kind.status(item)?.inProgress))
      .map(({ kind }) => kind);
  }

  /**
   * Lists these kinds again, describes what is new or changed, and adds up.
   * @param insist asks kinds again that have been refused lately.
   * @throws the abort's reason; what single kinds answer is part of the result.
   */
  async look(of: (kind: ResourceKind) => boolean, insist: boolean, signal: AbortSignal): Promise<RunningNow> {
    const due = this.#states.filter((state) => of(state.kind) && (insist || state.restUntil <= Date.now()));
    await concurrently(due, atOnce, (state) => this.#list(state, signal));
    signal.throwIfAborted();
    const found = this.#states.flatMap(({ kind, items }) => items.map((resource) => ({ kind, resource })));
    const rows = await concurrently(found, atOnce, (item) => this.#row(item.kind, item.resource, signal));
    signal.throwIfAborted();
    this.#describer.retain(new Set(found.map(({ resource }) => resource.arn)));
    return runningNow({
      rows: await this.#withIdleness(
        rows.filter((row) => row !== undefined),
        signal,
      ),
      refusals: this.#states.flatMap(({ kind, refusal }): Refusal[] =>
        refusal === undefined ? [] : [{ kind, error: refusal }],
      ),
      cut: this.#states.filter(({ more }) => more).map(({ kind }) => kind),
      at: new Date(),
    });
  }

  async #list(state: KindState, signal: AbortSignal): Promise<void> {
    try {
      const { items, more } = await listRunning(this.#connection, state.kind, signal);
      Object.assign(state, { items, more, refusal: undefined, restUntil: 0 });
    } catch (error) {
      if (signal.aborted || isCancellation(error)) return;
      // What was known before may run on: it stays, and the refusal says that it is not of now.
      state.refusal = error;
      const passing = ['not-reachable', 'throttled'].includes(explain(error).reason);
      state.restUntil = passing ? 0 : Date.now() + restAfterRefusal;
    }
  }

  /** @returns undefined for what is gone already. */
  async #row(kind: ResourceKind, resource: Resource, signal: AbortSignal): Promise<Row | undefined> {
    const unknown = { kind, resource, usage: [], cost: unknownCost, since: undefined, idle: undefined };
    try {
      const described = await this.#describer.describe(this.#connection, kind, resource, signal);
      const { usage = [], since, variants } = described;
      const cost = await this.#cost(described);
      return { kind, resource, usage, cost, since, idle: undefined, doubt: undefined, variants };
    } catch (error) {
      if (explain(error).reason === 'not-found') return undefined;
      return { ...unknown, cost: await this.#cost({ usage: undefined }), doubt: error, variants: [] };
    }
  }

  async #cost({ usage }: Pick<Described, 'usage'>): Promise<HourlyCost> {
    if (usage === undefined) return this.#connection.billed ? unknownCost : addCosts([]);
    return costOf(usage, this.#connection, this.#prices);
  }

  async #withIdleness(rows: readonly Row[], signal: AbortSignal): Promise<RunningRow[]> {
    const watched = rows.flatMap(({ resource, variants, usage }) => {
      const { arn, name, createdAt, status } = resource;
      const byTheHour = usage.some(({ instanceType, count }) => instanceType !== undefined && count > 0);
      return createdAt && status === 'InService' && byTheHour ? [{ arn, name, createdAt, variants }] : [];
    });
    const known = await this.#idle.look(this.#connection, watched, signal);
    return rows.map(({ variants: _, ...row }) => {
      const idleness = known.get(row.resource.arn);
      return { ...row, idle: idleness?.text, doubt: row.doubt ?? idleness?.error };
    });
  }
}

type Row = RunningRow & { readonly variants: readonly string[] };
