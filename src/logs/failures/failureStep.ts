import type { FixAction } from '../../analysis/failures/cause.ts';
import type { SentLine } from './blame.ts';

/** What a person can do about a failure: a fix, or a look at something. */
export type FailureStep =
  | FixAction
  | ({ readonly do: 'goTo' } & SentLine)
  | { readonly do: 'compare'; readonly path: string }
  | { readonly do: 'details' | 'show' };

/** Words for it, as on a button. */
export function stepTitle(step: FailureStep): string {
  switch (step.do) {
    case 'open':
    case 'copy':
      return step.title;
    case 'clone':
      return 'Clone Job…';
    case 'again':
      return 'Train Again';
    case 'log':
      return 'Show Log';
    case 'require':
      return 'Add to requirements.txt';
    case 'setting':
      return 'Open Settings';
    case 'goTo':
      return 'Go to Line';
    case 'compare':
      return 'Compare with What Was Sent';
    case 'details':
      return 'Open Details';
    case 'show':
      return 'Show Failure';
  }
}

/** A step as a command got it from a link. */
export function isFailureStep(value: unknown): value is FailureStep {
  return typeof value === 'object' && value !== null && 'do' in value && typeof value.do === 'string';
}
