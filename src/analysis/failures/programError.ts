export interface StackFrame {
  /** As it was printed: a path where the script ran. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly function?: string;
  /** The line of code, where it was printed. */
  readonly code?: string;
}

/** What a program said when it failed: an exception with its traceback, a crash, a shell's or argparse's message. */
export interface ProgramError {
  /** From the outermost to where it happened; none where a message stands alone. */
  readonly frames: readonly StackFrame[];
  /** `ValueError: no rows`; further lines of the message behind line feeds. */
  readonly error: string;
  /** The one before it: raised from it, or while it was handled. */
  readonly from?: { readonly how: 'cause' | 'context'; readonly error: ProgramError };
  /** The exceptions of a group, those of groups within it behind them. */
  readonly group: readonly ProgramError[];
}

/** A `ProgramError` among lines. */
export interface FoundError extends ProgramError {
  /** Whose lines: see `LaneLine`. */
  readonly lane: string;
  /** Indices of its first and last line. */
  readonly first: number;
  readonly last: number;
  /** Said by Python in passing, and survived: `Exception ignored in …`. */
  readonly survived: boolean;
}

/** An error, what led to it, and the members of groups, from the last to the first cause. */
export function allErrors(error: ProgramError): ProgramError[] {
  return [error, ...error.group.flatMap(allErrors), ...(error.from ? allErrors(error.from.error) : [])];
}

/** `ValueError: no rows`, `load.<locals>.Größenfehler`. */
export const errorLine = /^[\p{L}_][\p{L}\p{N}_.<>]*(?:: .*|:)?$/su;

/** `ValueError` of `package.ValueError: no rows`. */
export function errorName({ error }: ProgramError): string {
  return /^([\p{L}\p{N}_.]+)/u.exec(error)?.[1]?.split('.').at(-1) ?? '';
}

/** What was raised in the first place: that of a group of one, and of another process where it was only raised again here. */
export function origin(error: ProgramError): ProgramError {
  const { from, group } = error;
  const [only, ...others] = group;
  if (only && others.length === 0) return origin(only);
  return from?.how === 'cause' && firstLine(from.error) === firstLine(error) ? origin(from.error) : error;
}

/** `ValueError: no rows`, without further lines; a message may begin on the next one. */
export function firstLine({ error }: ProgramError): string {
  const [first = '', ...others] = error.split('\n').map((line) => line.trim());
  const next = first.endsWith(':') ? others.find((line) => line !== '') : undefined;
  return next === undefined ? first : `${first} ${next}`;
}
