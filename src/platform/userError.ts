/** Why something did not work, for code to branch on; the words for people are in the error's text. */
export type Reason =
  | 'engine-failed-to-start'
  | 'engine-stopped'
  | 'not-reachable'
  | 'not-allowed'
  /** The credentials are missing, wrong or expired. */
  | 'signed-out'
  | 'not-found'
  | 'throttled'
  | 'invalid-request'
  | 'invalid-input'
  | 'already-exists'
  | 'changed-meanwhile'
  | 'file-unreadable'
  | 'cancelled'
  | 'unexpected';

/** A command that may help: `helpCommands` has its title and id. */
export type Help = 'sign-in' | 'switch-connection' | 'switch-region';

/** An error whose text is written for the person who sees it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly reason: Reason;
  /** What to do about it, one sentence. */
  readonly advice: string | undefined;
  /** Commands that help; undefined for those that help with its reason in general. */
  readonly help: readonly Help[] | undefined;

  /** @param message what happened, and to which resource: one sentence. */
  constructor(
    reason: Reason,
    message: string,
    options: { advice?: string; cause?: unknown; help?: readonly Help[] } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.reason = reason;
    this.advice = options.advice;
    this.help = options.help;
  }
}
