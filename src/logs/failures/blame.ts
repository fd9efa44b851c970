import {
  allErrors,
  origin,
  type ProgramError,
  type StackFrame,
} from '../../analysis/failures/programError.ts';
import { sentPath } from '../../analysis/failures/sentPath.ts';
import type { FailureAccount } from './failureAccount.ts';

/** A line of the code that was sent. */
export interface SentLine {
  /** Relative to the code, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** A frame of the person's own code. */
export type OwnFrame = SentLine & { readonly frame: StackFrame };

/** The innermost frame of the person's own code: of what was raised first, else of its group, else of what led to it. */
export function ownFrame(error: ProgramError): OwnFrame | undefined {
  return ownFrames(error).next().value ?? undefined;
}

function* ownFrames(error: ProgramError): Generator<OwnFrame, undefined> {
  for (const { frames } of [...allErrors(origin(error)), ...allErrors(error)])
    for (const frame of frames.toReversed()) {
      const path = sentPath(frame.file);
      if (path !== undefined && frame.line > 0) yield { path, line: frame.line, frame };
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
  const own = error && (await readable(ownFrames(error), read));
  if (own) return { path: own.path, line: own.line };
  const locate = explanations[0]?.locate;
  if (!locate) return undefined;
  const path = locate.file === '' ? source.script : locate.file;
  const text = path === undefined ? undefined : await read(path);
  const index = text?.split(/\r?\n/).findIndex((line) => locate.line.test(line)) ?? -1;
  return path === undefined || index < 0 ? undefined : { path, line: index + 1 };
}

/** The first whose file was sent: text that a script runs has a name of its choice. Where nothing can be read, the first. */
async function readable(
  frames: Iterable<OwnFrame>,
  read: (path: string) => Promise<string | undefined>,
): Promise<OwnFrame | undefined> {
  let first: OwnFrame | undefined;
  for (const frame of frames) {
    first ??= frame;
    if ((await read(frame.path)) !== undefined) return frame;
  }
  return first;
}
