import { AwsError } from '../../../http/awsError.ts';

/** Steps that matching may take on one event, less than a second's; most events need hardly any. */
const MOST_STEPS = 10_000_000;

/**
 * Bounds what regular expressions may cost on one event: linear matchers take their expression's length times the
 * text's at worst, and of a megabyte with an expression of thousands that would be minutes in which nobody else is answered.
 */
export class Work {
  #left = MOST_STEPS;

  /** An event begins. */
  begin(): void {
    this.#left = MOST_STEPS;
  }

  /** @throws AwsError `InvalidParameterException` when it is too much */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0)
      throw new AwsError(
        'InvalidParameterException',
        'The regular expressions take too long on an event of this length; use shorter ones.',
      );
  }
}
