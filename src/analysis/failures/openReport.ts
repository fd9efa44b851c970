import type { StackFrame } from './programError.ts';
import { fatal, frameLine, frameOf, heading, threads } from './reportLines.ts';
import type { RichFrames } from './richFrames.ts';

/** More than this a recursion prints again and again. */
const mostFrames = 100;

/** What has come of a report whose end has not come yet. */
export interface OpenReport {
  readonly kind: 'traceback' | 'stack' | 'crash' | 'rich';
  readonly first: number;
  /** What stands before all its lines: torchrun's report indents what it quotes. */
  readonly indent: string;
  readonly frames: StackFrame[];
  /** Of a crash, whose message comes first. */
  readonly error?: string;
  /** Of a crash: what is read is not the thread that has crashed. */
  ofAnother?: boolean;
  noise: number;
}

/** The report that a line is the heading of. */
export function openedBy(text: string, index: number): OpenReport | undefined {
  const kind = heading.exec(text)?.[1];
  if (kind !== undefined) {
    const rich = text.includes('─');
    return {
      kind: kind === 'Stack' ? 'stack' : rich ? 'rich' : 'traceback',
      first: index,
      indent: /^\s*/.exec(text)?.[0] ?? '',
      frames: [],
      noise: 0,
    };
  }
  if (!fatal.test(text)) return undefined;
  return { kind: 'crash', first: index, indent: '', frames: [], error: text, noise: 0 };
}

/** Takes a line that is a frame into a report. @returns whether it was one */
export function takeFrame({ kind, frames }: OpenReport, text: string, richFrames: RichFrames): boolean {
  const frame = frameLine.exec(text);
  const rich = kind === 'rich' ? richFrames.read(text, frames.at(-1)) : undefined;
  if (rich) frames.splice(rich.isNew ? frames.length : -1, 1, rich.frame);
  else if (frame) {
    // Faulthandler counts from where it happened.
    if (kind === 'crash') frames.unshift(frameOf(frame));
    else frames.push(frameOf(frame));
  } else return false;
  if (frames.length > mostFrames) frames.splice(mostFrames / 2, 1);
  return true;
}

/** Takes what a crash says of its threads, the frames aside: of several only the one that has crashed counts. */
export function takeThread(report: OpenReport, text: string): boolean {
  if (threads.test(text)) {
    report.frames.length = 0;
    report.ofAnother = text.startsWith('Thread');
    return true;
  }
  return report.ofAnother === true && (text === '' || /^\s/.test(text));
}

/** Takes a line under a frame as its code; what comes under that are marks. */
export function takeCode({ frames }: OpenReport, text: string): void {
  const last = frames.at(-1);
  const code = text.trim();
  if (!last || last.code !== undefined || code === '' || code.startsWith('[Previous line')) return;
  frames[frames.length - 1] = { ...last, code };
}
