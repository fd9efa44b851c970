import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { pathLabel } from './labels.ts';
import { isFields, sameJson } from './json.ts';
import type { LaunchShapes } from './launchShapes.ts';
import type { LaunchSpec } from './launchSpec.ts';
import { specFromJob } from './specFromJob.ts';

/** Longer values are cut: the field itself shows them. */
const longestShown = 80;

/**
 * How a spec differs from the job or launch that it was cloned from, a line each: `epochs: 10 → 20`,
 * `Resource config › Instance type: ml.m5.large → ml.g5.xlarge`. The job's name and the time of its source do not count.
 */
export function differences(
  from: DescribeTrainingJobResponse | LaunchSpec,
  to: LaunchSpec,
  shapes: LaunchShapes,
): string[] {
  const before = isSpec(from) ? from : specFromJob(from, shapes);
  const lines: string[] = [];
  const say = (what: string, old: unknown, now: unknown): void => {
    if (sameJson(old, now)) return;
    if (old === undefined) lines.push(`${what}: added, ${shown(now)}`);
    else
      lines.push(
        now === undefined ? `${what}: removed, was ${shown(old)}` : `${what}: ${shown(old)} → ${shown(now)}`,
      );
  };
  say('Script', before.script || undefined, to.script || undefined);
  // A job tells only where its archive is: that its folder is sent now is worth saying once.
  say('Source', sourceOf(before), sourceOf(to));
  for (const name of keys(before.hyperparameters, to.hyperparameters))
    say(name, before.hyperparameters[name], to.hyperparameters[name]);
  say('Distribution', before.distribution, to.distribution);
  compareChannels(before, to, say);
  compare(withoutName(before), withoutName(to), [], say);
  return lines;
}

type Say = (what: string, old: unknown, now: unknown) => void;

function compareChannels(before: LaunchSpec, to: LaunchSpec, say: Say): void {
  const old = new Map(before.channels.map(({ name, ...rest }) => [name, rest]));
  const now = new Map(to.channels.map(({ name, ...rest }) => [name, rest]));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(name), now.get(name)];
    const [atA, atB] = [a && placeOf(a), b && placeOf(b)];
    if (!a || !b || !sameJson(atA, atB)) say(`Channel ${name}`, atA, atB);
    else if (!sameJson(a, b)) compare(a, b, [], (what, x, y) => say(`Channel ${name} › ${what}`, x, y));
  }
}

function placeOf({ source }: Omit<LaunchSpec['channels'][number], 'name'>): unknown {
  return 'path' in source ? source.path : (source.dataSource.S3DataSource?.S3Uri ?? source.dataSource);
}

/** Goes down as long as both have members there. */
function compare(old: unknown, now: unknown, path: readonly (string | number)[], say: Say): void {
  if (isFields(old) && isFields(now))
    for (const name of keys(old, now)) compare(old[name], now[name], [...path, name], say);
  else say(pathLabel(path), old, now);
}

function keys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function withoutName({ request: { TrainingJobName: _name, ...others } }: LaunchSpec): object {
  return others;
}

function sourceOf(spec: LaunchSpec): string | undefined {
  return spec.sourceFolder === '' ? spec.sourceUri : spec.sourceFolder;
}

function isSpec(value: DescribeTrainingJobResponse | LaunchSpec): value is LaunchSpec {
  return 'sourceFolder' in value;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
