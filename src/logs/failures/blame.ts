import { allErrors, type ProgramError, type StackFrame } from '../../analysis/failures/programError.ts';
import { sentPath } from '../../analysis/failures/sentPath.ts';
import type { FailureAccount } from './failureAccount.ts';

/** A line of the code that was sent. */
export interface SentLine {
  /** Relative to the code, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** The innermost frame of the person's own code: of the error itself, else of its group, else of what led to it. */
export function ownFrame(error: ProgramError): (SentLine & { readonly frame: StackFrame }) | undefined {
  for (const { frames } of allErrors(error))
    for (const frame of frames.toReversed()) {
      const path = sentPath(frame.file);
      if (path !== undefined) return { path, line: frame.line, frame };
    }
  return undefined;
}

/**
 * Where the person would mend it: at the own frame of the error, else at what the explanation says to look for.
 * @param read the text of a file that was sent, undefined where there is none such
 */
export async function blamedLine(
  { error, explanations, source }: FailureAccount,
  read: (path: string) => Promise<string | undefined>,
): Promise<SentLine | undefined> {
  const own = error && ownFrame(error);
  if (own) return { path: own.path, line: own.line };
  const locate = explanations[0]?.locate;
  if (!locate) return undefined;
  const path = locate.file === '' ? source.script : locate.file;
  const text = path === undefined ? undefined : await read(path);
  const index = text?.split(/\r?\n/).findIndex((line) => locate.line.test(line)) ?? -1;
  return path === undefined || index < 0 ? undefined : { path, line: index + 1 };
}
