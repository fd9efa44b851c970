import type { Clock } from './pause.ts';
import { type Subject, SubjectGone, type SubjectState } from './subject.ts';

/**
 * How it is now. What was there before and is gone has ended, too; what has ended since has ended by now, where nothing else
 * says when.
 * @throws SubjectGone for what was not there before either, and what the subject throws
 */
export async function lookAgain(
  subject: Subject,
  before: SubjectState | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<SubjectState> {
  try {
    const state = await subject.look(signal);
    if (!before || !state.end || state.end.at !== undefined) return state;
    return { ...state, end: { ...state.end, at: clock.now() } };
  } catch (error) {
    if (!(error instanceof SubjectGone) || !before) throw error;
    return { status: 'Deleted', arn: '', end: { outcome: 'deleted', facts: [], at: clock.now() } };
  }
}
