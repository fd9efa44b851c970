import type { SubjectState } from '../follow/subject.ts';

/** What each outcome offers next; the terminal makes links of these words. */
export const nextSteps = {
  deploy: 'Deploy this model',
  metrics: 'Show metrics',
  again: 'Train again',
  copyError: 'Copy last error',
  details: 'Open details',
  save: 'Save log',
  document: 'Open as document',
} as const;

/**
 * The words of {@link nextSteps} for how something ended, in order; none for what has not.
 * @param offersModel it has made a model
 */
export function stepsAfter({ end, arn }: SubjectState, offersModel: boolean): readonly string[] {
  if (!end || end.outcome === 'deleted') return [];
  const steps = [nextSteps.details, nextSteps.save, nextSteps.document];
  if (end.outcome === 'failed') {
    // All that fits into a terminal of 80 characters.
    const again = arn.includes(':training-job/');
    return again
      ? [nextSteps.again, nextSteps.copyError, nextSteps.details, nextSteps.document]
      : [nextSteps.copyError, ...steps];
  }
  return offersModel ? [nextSteps.deploy, nextSteps.metrics, ...steps] : steps;
}
