import { groupParts } from './groupParts.ts';
import { LoneErrors } from './loneErrors.ts';
import { MessageRest } from './messageRest.ts';
import { openedBy, type OpenReport, takeCode, takeFrame, takeThread } from './openReport.ts';
import { errorLine, type FoundError, type ProgramError } from './programError.ts';
import { chainedHow, frameLine, frameOf, groupHeading, inPassing } from './reportLines.ts';
import { RichFrames } from './richFrames.ts';

/** Indented lines that a message may go on for. */
const mostContinued = 12;
/** Lines that such a message has before what it quotes. */
const mostQuoting = 40;
const isUnsaid = /^[\p{L}\p{N}_.]+: *$/u;
/** Other processes write between the lines of a traceback. */
const mostNoise = 5;

/** Finds what one writer says of its failures, a line at a time. */
export class ErrorReader {
  readonly found: FoundError[] = [];
  readonly #lane: string;
  #open: OpenReport | undefined;
  #group: { readonly first: number; readonly lines: string[] } | undefined;
  #how: 'cause' | 'context' | undefined;
  /** Where Python said that what comes next does not end the program. */
  #passingAt = -Infinity;
  /** How many lines the message of the last error may still go on for. */
  #continues = 0;
  readonly #rest = new MessageRest();
  /** Only code and frames were read so far: the heading was before the first line. */
  #isHeadless = true;
  readonly #lone = new LoneErrors();
  readonly #rich = new RichFrames();

  constructor(lane: string) {
    this.#lane = lane;
  }

  push(text: string, index: number): void {
    if (this.#group) {
      if (/^\s*[|+]/.test(text)) {
        this.#group.lines.push(text);
        return;
      }
      this.#endGroup(index - 1);
    }
    if (this.#continue(text, index)) return;
    this.#rest.push(text);
    if (this.#begin(text, index)) return;
    const open = this.#open;
    if (open) {
      const within = text.startsWith(open.indent) ? text.slice(open.indent.length) : text;
      if (!takeFrame(open, within, this.#rich)) this.#after(open, within, index);
    } else this.#alone(text, index);
    this.#isHeadless &&= /^\s/.test(text);
  }

  /** @param index of the last line. */
  end(index: number): void {
    if (this.#group) this.#endGroup(index);
    if (this.#open?.kind === 'crash') this.#close(this.#open, this.#open.error ?? '', index);
    else if (!this.#open) this.#endMessage();
  }

  #endMessage(): void {
    const last = this.found.at(-1);
    if (last && this.#rest.text !== '')
      this.found[this.found.length - 1] = { ...last, error: `${last.error}\n${this.#rest.text}` };
  }

  /** Indented lines behind an error belong to its message. */
  #continue(text: string, index: number): boolean {
    const last = this.found.at(-1);
    if (this.#continues === 0 || !last || !/^\s+\S/.test(text) || frameLine.test(text)) {
      this.#continues = 0;
      return false;
    }
    this.#continues -= 1;
    // Its lines are told by their indentation.
    this.#rest.end();
    this.found[this.found.length - 1] = { ...last, error: `${last.error}\n${text.trimEnd()}`, last: index };
    return true;
  }

  #begin(text: string, index: number): boolean {
    const how = chainedHow(text);
    if (how && this.found.length > 0) this.#how = how;
    if (inPassing.test(text)) this.#passingAt = index;
    if (how) return true;
    if (groupHeading.test(text)) {
      this.#group = { first: index, lines: [] };
      return true;
    }
    const opened = openedBy(text, index);
    if (!opened) return false;
    this.#open = opened;
    if (opened.kind !== 'crash') this.#isHeadless = false;
    return true;
  }

  /** What stands alone, without a heading. */
  #alone(text: string, index: number): void {
    const frame = frameLine.exec(text);
    // A syntax error of the script itself has no heading; of a long traceback it was not read.
    if (frame && (frame[3] === undefined || (this.#isHeadless && frame[3].startsWith(',')))) {
      this.#open = { kind: 'traceback', first: index, indent: '', frames: [frameOf(frame)], noise: 0 };
      return;
    }
    const error = this.#lone.read(text, index);
    if (error) this.#add(error, index, index);
  }

  #after(open: OpenReport, text: string, index: number): void {
    const { kind, frames } = open;
    if (kind === 'crash') {
      if (takeThread(open, text)) return;
      if (frames.length > 0) this.#close(open, open.error ?? '', index - 1);
      else if (text !== '' && (open.noise += 1) > mostNoise) this.#close(open, open.error ?? '', index - 1);
      return;
    }
    if (kind === 'rich' && /^[│|╭╰]/.test(text)) return;
    if (/^\s/.test(text) || text === '') {
      takeCode(open, text);
      return;
    }
    if (kind === 'stack') this.#open = undefined;
    else if (errorLine.test(text)) {
      this.#close(open, text, index);
      this.#continues = mostContinued;
      this.#rest.begin();
    } else if ((open.noise += 1) > mostNoise) this.#open = undefined;
  }

  #close({ frames, first }: OpenReport, error: string, last: number): void {
    this.#open = undefined;
    if (error !== '') this.#add({ frames, error: error.trimEnd(), group: [] }, first, last);
  }

  #add(error: ProgramError, first: number, last: number): void {
    this.#rest.end();
    const previous = this.found.at(-1);
    if (previous && quotes(previous, error, first)) this.#how ??= 'context';
    const before = this.#how ? this.found.pop() : undefined;
    const from = before && this.#how ? { from: { how: this.#how, error: before } } : {};
    const survived = first - this.#passingAt <= 2;
    const lines = { lane: this.#lane, first: before?.first ?? first, last, survived };
    this.found.push({ ...error, ...from, ...lines });
    this.#how = undefined;
  }

  #endGroup(last: number): void {
    const { first, lines } = this.#group ?? { first: last, lines: [] };
    this.#group = undefined;
    const [whole, ...members] = groupParts(lines).map(errorOf);
    if (whole) this.#add({ ...whole, group: members.flatMap((member) => member ?? []) }, first, last);
  }
}

/** Whether an error's message is another traceback: `ValueError:`, and on further lines what its attempts have raised. */
const quotes = (before: FoundError, { frames }: ProgramError, first: number): boolean =>
  isUnsaid.test(before.error) && frames.length > 0 && first - before.last <= mostQuoting;

/** The last error of some lines; a line alone counts where it reads like one. */
function errorOf(lines: readonly string[]): ProgramError | undefined {
  const reader = new ErrorReader('');
  lines.forEach((line, index) => reader.push(line, index));
  reader.end(lines.length - 1);
  const found = reader.found.at(-1);
  if (found) {
    const { frames, error, from, group } = found;
    return { frames, error, group, ...(from && { from }) };
  }
  const alone = lines.find((line) => errorLine.test(line));
  return alone === undefined ? undefined : { frames: [], error: alone, group: [] };
}
