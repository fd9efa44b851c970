import { namedResource } from '../catalog/namedResource.ts';
import { type TailKind, tailKinds } from './follow/tailKind.ts';
import type { TailStart, TailTarget } from './tailTarget.ts';

/** What a command was called for: a tree node, a part of a resource's log below it, `{kind, name}`, a tail's target. */
export function targetArgument(argument: unknown): TailTarget | undefined {
  const found = namedResource(argument, ...tailKinds);
  const kind = tailKinds.find((one): one is TailKind => one === found?.kind);
  if (!found || !kind) return undefined;
  const holder = member(argument, 'resource') ?? argument;
  const part = member(member(argument, 'child'), 'log') ?? holder;
  const more = [
    ...texts(holder, 'arn'),
    // A child of a resource of another kind names no part of it.
    ...texts(part, 'variant', 'host'),
    // A resource's own step is what it does now: `Training`.
    ...(part === holder && member(holder, 'status') !== undefined ? [] : texts(part, 'step')),
  ];
  const from = startArgument(member(holder, 'from'));
  return { ...Object.fromEntries(more), kind, name: found.name, ...(from !== undefined && { from }) };
}

/** Where a tail begins: `'start'`, `{last: 100}`, `{time: <milliseconds since the epoch>}`. */
export function startArgument(value: unknown): TailStart | undefined {
  if (value === 'start') return value;
  const [last, time] = [member(value, 'last'), member(value, 'time')];
  if (typeof last === 'number' && Number.isInteger(last) && last > 0) return { last };
  return typeof time === 'number' && Number.isFinite(time) ? { time } : undefined;
}

/** Whether two targets have the same lines, wherever they begin. */
export function sameLog(one: TailTarget, other: TailTarget): boolean {
  return (['kind', 'name', 'variant', 'host', 'step'] as const).every((name) => one[name] === other[name]);
}

/** A member of anything that has members. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function texts(from: unknown, ...names: readonly string[]): (readonly [string, string])[] {
  return names.flatMap((name) => {
    const value = member(from, name);
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
}
