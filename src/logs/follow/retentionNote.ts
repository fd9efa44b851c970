import type { LogSource } from './logSource.ts';
import type { SubjectState } from './subject.ts';

const day = 86_400_000;

/**
 * Says that the oldest lines are gone already; undefined where they are not, or where that cannot be known.
 * @param now milliseconds since the epoch
 */
export async function retentionNote(
  source: LogSource,
  { created }: SubjectState,
  now: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const age = created === undefined ? 0 : now - created;
  if (age < day || !source.retention) return undefined;
  let days: number | undefined;
  try {
    days = await source.retention(signal);
  } catch (error) {
    if (signal.aborted) throw error;
    // Whoever may not ask does without the note.
    return undefined;
  }
  if (days === undefined || age < days * day) return undefined;
  const since = new Date(now - days * day).toISOString().slice(0, 10);
  return `Its log group keeps lines for ${days} ${days === 1 ? 'day' : 'days'}: those of before ${since} are gone.`;
}
