import { defaultRuntimeSeconds } from '../../analysis/training/requestRules.ts';
import { formatDollars } from '../../analysis/text/dollars.ts';
import { formatDuration } from '../../analysis/text/duration.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';
import { fieldsOf, textOf, type Fields } from './json.ts';
import type { SpotJob } from './launchFacts.ts';

/** So many instances of a type. */
export interface HostGroup {
  readonly instanceType: string;
  readonly count: number;
}

/** What a request asks to run on: one kind of hosts, or several. */
export function hostGroups(request: Fields): HostGroup[] {
  const config = fieldsOf(request['ResourceConfig']);
  const groups: readonly unknown[] = Array.isArray(config['InstanceGroups'])
    ? config['InstanceGroups']
    : [config];
  return groups.flatMap((group) => {
    const { InstanceType: type, InstanceCount: count } = fieldsOf(group);
    const instanceType = textOf(type);
    return instanceType === undefined ? [] : [{ instanceType, count: typeof count === 'number' ? count : 1 }];
  });
}

/**
 * What a job costs at most: rate × instances × time limit. `$3.04 at most (2 × $1.52/h for 1 h)`, `Rate unknown`,
 * `Costs nothing on this machine`.
 * @param rows of the request's types; what is missing is unknown, never free
 */
export function costText(request: Fields, rows: readonly InstanceRow[] | undefined, billed: boolean): string {
  if (!billed) return 'Costs nothing on this machine';
  const groups = hostGroups(request);
  if (groups.length === 0) return 'Choose an instance type to see what it costs at most';
  if (rows === undefined) return 'Asking for the rate…';
  const rates = groups.map(
    ({ instanceType }) => rows.find((row) => row.instanceType === instanceType)?.usdPerHour,
  );
  if (rates.includes(undefined)) return 'Rate unknown';
  const perHour = groups.reduce((sum, { count }, index) => sum + count * (rates[index] ?? 0), 0);
  const run = seconds(fieldsOf(request['StoppingCondition'])['MaxRuntimeInSeconds']) ?? defaultRuntimeSeconds;
  const parts = groups.map(
    ({ count }, index) => `${count > 1 ? `${count} × ` : ''}${formatDollars(rates[index] ?? 0)}/h`,
  );
  const most = `${formatDollars((perHour * run) / 3600)} at most (${parts.join(' + ')} for ${formatDuration(run * 1000)})`;
  const warm = seconds(fieldsOf(request['ResourceConfig'])['KeepAlivePeriodInSeconds']) ?? 0;
  if (warm === 0) return most;
  return `${most}, and up to ${formatDollars((perHour * warm) / 3600)} while its instances are kept warm for ${formatDuration(warm * 1000)}`;
}

/** `Saved 68 % in the last 3 jobs`; undefined when no spot job has ended. */
export function spotNote(jobs: readonly SpotJob[]): string | undefined {
  const known = jobs.filter(
    ({ trainingSeconds, billableSeconds }) => trainingSeconds > 0 && billableSeconds >= 0,
  );
  const trained = known.reduce((sum, job) => sum + job.trainingSeconds, 0);
  if (trained === 0) return undefined;
  const billed = known.reduce((sum, job) => sum + job.billableSeconds, 0);
  const saved = Math.max(0, Math.round((1 - billed / trained) * 100));
  return `Saved ${saved} % in the last ${known.length === 1 ? 'job' : `${known.length} jobs`}`;
}

function seconds(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
