import { kindOf } from '../../catalog/catalog.ts';
import type { StatusView } from '../../catalog/status.ts';
import { age } from '../../catalog/text.ts';
import type { Connection } from '../../connection/connection.ts';
import { placeKey } from '../../connection/place.ts';
import type { LaunchRecord } from '../spec/launchHistory.ts';

/** A launch of the history as it is told. */
export interface HistoryEntry {
  readonly jobName: string;
  /** As the spec has it; empty where an image brought its own. */
  readonly script: string;
  /** `ml.m5.large`, `2 × ml.g5.2xlarge`; empty where the launch named none. */
  readonly instances: string;
  /** ISO 8601. */
  readonly time: string;
  /** The connection's label. */
  readonly where: string;
  /** As the tree words it; undefined where it is not known: the job is elsewhere, or long ago. */
  readonly status?: string;
}

/** How jobs are, by `statusKey`. */
export type Statuses = ReadonlyMap<string, StatusView>;

export function statusKey({ place, jobName }: Pick<LaunchRecord, 'place' | 'jobName'>): string {
  return `${placeKey(place)} ${jobName}`;
}

/** How the newest jobs of a connection are: one request. @throws what SageMaker answers */
export async function newestStatuses(connection: Connection, signal?: AbortSignal): Promise<Statuses> {
  const kind = kindOf('trainingJob');
  const { items } = await kind.list(connection, { pageSize: 100, signal });
  const known = items.flatMap((job) => {
    const status = kind.status(job);
    return status ? [[statusKey({ place: connection.place, jobName: job.name }), status] as const] : [];
  });
  return new Map(known);
}

export function historyEntry(record: LaunchRecord, statuses: Statuses): HistoryEntry {
  const { jobName, spec, time, place } = record;
  const status = statuses.get(statusKey(record))?.words;
  return {
    ...{ jobName, script: spec.script, instances: instancesOf(record), time, where: place.label },
    ...(status !== undefined && { status }),
  };
}

/** The two lines below a launch's name in a quick pick. @param now milliseconds since the epoch */
export function entryTexts(
  { script, instances, time, where, status }: HistoryEntry,
  now: number,
): { readonly description: string; readonly detail: string } {
  const joined = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');
  return {
    description: joined([script, instances]),
    detail: joined([status, age(new Date(time), now), where]),
  };
}

function instancesOf({ spec, instanceType }: LaunchRecord): string {
  const { InstanceCount, InstanceGroups } = spec.request.ResourceConfig ?? {};
  if (instanceType !== undefined) return counted(InstanceCount, instanceType);
  if (!Array.isArray(InstanceGroups)) return '';
  return InstanceGroups.map((group) => counted(group.InstanceCount, group.InstanceType ?? '')).join(' + ');
}

function counted(count: number | undefined, type: string): string {
  return count === undefined || count === 1 ? type : `${count} × ${type}`;
}
