import type { ResourceKind } from '../../catalog/kind.ts';
import type { Resource } from '../../catalog/resource.ts';
import type { Refusal, RunningNow, RunningRow } from './runningRow.ts';

/** A row; commands read its `resource`. */
export interface RunningNode {
  readonly type: 'running';
  readonly resource: Resource;
  readonly row: RunningRow;
}

/** All kinds that could not be asked, in one quiet node. */
export interface RefusalsNode {
  readonly type: 'refusals';
  readonly refusals: readonly Refusal[];
}

export interface RefusalNode {
  readonly type: 'refusal';
  readonly refusal: Refusal;
}

/** Kinds of which not everything is shown. */
export interface CutNode {
  readonly type: 'cut';
  readonly kinds: readonly ResourceKind[];
}

export type RunningViewNode = RunningNode | RefusalsNode | RefusalNode | CutNode;

/** The view's rows; none where nothing runs and all could be asked, which leaves the place to the welcome text. */
export function runningNodes({ rows, refusals, cut }: RunningNow): RunningViewNode[] {
  return [
    ...rows.map((row): RunningNode => ({ type: 'running', resource: row.resource, row })),
    ...(cut.length > 0 ? [{ type: 'cut', kinds: cut } as const] : []),
    ...(refusals.length > 0 ? [{ type: 'refusals', refusals } as const] : []),
  ];
}
