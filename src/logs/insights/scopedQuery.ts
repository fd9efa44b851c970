import type { LogPlace } from '../follow/logPlace.ts';
import { UserError } from '../../platform/userError.ts';

/** What AWS takes as one query. */
const longestQuery = 10_000;

/** A query that sees one resource's streams only, and where the person's own text begins in it. */
export interface ScopedQuery {
  readonly text: string;
  readonly offset: number;
}

/**
 * Puts a filter for the streams of the places before a query.
 * @throws UserError when that is longer than CloudWatch takes
 */
export function scopedQuery(places: readonly LogPlace[], text: string): ScopedQuery {
  const pattern = streamPattern(places);
  const own = text.trim();
  const filter = pattern === undefined ? '' : `filter @logStream like /${pattern}/`;
  const joint = own === '' || filter === '' ? '' : own.startsWith('|') ? ' ' : ' | ';
  const whole = `${filter}${joint}${own}`;
  if (whole.length > longestQuery)
    throw new UserError(
      'invalid-input',
      `The query has ${whole.length} characters with its streams; CloudWatch takes ${longestQuery}.`,
    );
  // The person's text may begin with spaces, which are not sent.
  return { text: whole, offset: filter.length + joint.length - (text.length - text.trimStart().length) };
}

/** A regular expression for the streams of all places; undefined when every stream of a group is one of them. */
function streamPattern(places: readonly LogPlace[]): string | undefined {
  if (places.some(({ prefix, host }) => prefix === '' && host === undefined)) return undefined;
  const patterns = new Set(places.map(patternOf));
  const [only] = patterns;
  return patterns.size === 1 && only !== undefined ? `^${only}` : `^(?:${[...patterns].join('|')})`;
}

function patternOf({ prefix, whole, host }: LogPlace): string {
  const start = escaped(prefix);
  if (host !== undefined) return `${start}(?:.*\\/)?${escaped(host)}(?:-\\d+)?(?:\\/|$)`;
  return whole === true ? `${start}(?:\\/|$)` : start;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
