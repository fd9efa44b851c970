import { formatDuration } from '../analysis/text/duration.ts';
import type { Resource } from './resource.ts';
import type { StatusView } from './status.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago: `just now`, `2 min ago`, `5 h ago`, `3 d ago`; from 30 days on the date. */
export function age(date: Date, now: number): string {
  const span = now - date.getTime();
  if (span < 10 * second) return 'just now';
  if (span < minute) return `${Math.floor(span / second)} s ago`;
  if (span < hour) return `${Math.floor(span / minute)} min ago`;
  if (span < day) return `${Math.floor(span / hour)} h ago`;
  if (span < 30 * day) return `${Math.floor(span / day)} d ago`;
  return date.toISOString().slice(0, 10);
}

/**
 * What stands behind a resource's name: `Completed · 2 min ago · 4 s`, `Training · 12 s`, `3 d ago`.
 * @param progress of what is in progress: `45 % · 12 min left`
 */
export function descriptionText(
  resource: Resource,
  status: StatusView | undefined,
  now: number,
  progress?: string,
): string {
  const { step, note, createdAt, modifiedAt, endedAt } = resource;
  const parts: string[] = note === undefined ? [] : [note];
  if (status?.inProgress) {
    parts.push(step ?? status.words);
    if (progress !== undefined) parts.push(progress);
    if (createdAt) parts.push(formatDuration(now - createdAt.getTime()));
    return parts.join(' · ');
  }
  if (status) parts.push(status.words);
  const when = endedAt ?? modifiedAt ?? createdAt;
  if (when) parts.push(age(when, now));
  if (endedAt && createdAt) parts.push(formatDuration(endedAt.getTime() - createdAt.getTime()));
  return parts.join(' · ');
}

/** A moment for a tooltip: `2 min ago (2026-11-21 10:19:17 UTC)`. */
export function moment(date: Date | undefined, now = Date.now()): string | undefined {
  return (
    date &&
    `${age(date, now)} (${date
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC')})`
  );
}

/** A text of several lines in one, cut where it is longer than a row can show. */
export function oneLine(text: string, longest = 240): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
