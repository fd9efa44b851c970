import { groupParts } from './groupParts.ts';
import { LoneErrors } from './loneErrors.ts';
import { MessageRest } from './messageRest.ts';
import { errorLine, type FoundError, type ProgramError, type StackFrame } from './programError.ts';
import { RichFrames } from './richFrames.ts';

/** More than this a recursion prints again and again. */
const mostFrames = 100;
const mostContinued = 12;
/** Other processes write between the lines of a traceback. */
const mostNoise = 5;

/** Behind whatever stood in the line: a bar leaves it open. */
const heading = /(Stack|Traceback) \(most recent call last\)[: ]*─*╮?$/;
const groupHeading = /^\s*\+ Exception Group Traceback \(most recent call last\):$/;
const frameLine = /^\s+File "([^"]+)", line (\d+)(,? in (.+))?$/;
const fatal = /^Fatal Python error: .+/;
const threads = /^(?:Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):$/;
const chained: readonly (readonly [string, 'cause' | 'context'])[] = [
  ['The above exception was the direct cause of the following exception:', 'cause'],
  ['During handling of the above exception, another exception occurred:', 'context'],
];
const inPassing =
  /^(?:Exception ignored in|Error in atexit|--- Logging error ---|Exception in thread .*Daemon)/;

interface Open {
  readonly kind: 'traceback' | 'stack' | 'crash' | 'rich';
  readonly first: number;
  /** What stands before all its lines: torchrun's report indents what it quotes. */
  readonly indent: string;
  readonly frames: StackFrame[];
  /** Of a crash, whose message comes first. */
  readonly error?: string;
  noise: number;
}

/** Finds what one writer says of its failures, a line at a time. */
export class ErrorReader {
  readonly found: FoundError[] = [];
  readonly #lane: string;
  #open: Open | undefined;
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
      if (!this.#frame(open, within)) this.#after(open, within, index);
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
    const how = chained.find(([words]) => text.trim() === words)?.[1];
    if (how && this.found.length > 0) this.#how = how;
    if (inPassing.test(text)) this.#passingAt = index;
    if (how) return true;
    if (groupHeading.test(text)) {
      this.#group = { first: index, lines: [] };
      return true;
    }
    const kind = heading.exec(text)?.[1];
    if (kind !== undefined) {
      const rich = text.includes('─');
      this.#open = {
        kind: kind === 'Stack' ? 'stack' : rich ? 'rich' : 'traceback',
        first: index,
        indent: /^\s*/.exec(text)?.[0] ?? '',
        frames: [],
        noise: 0,
      };
      this.#isHeadless = false;
      return true;
    }
    if (fatal.test(text)) {
      this.#open = { kind: 'crash', first: index, indent: '', frames: [], error: text, noise: 0 };
      return true;
    }
    return false;
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

  #frame({ kind, frames }: Open, text: string): boolean {
    const frame = frameLine.exec(text);
    const rich = kind === 'rich' ? this.#rich.read(text, frames.at(-1)) : undefined;
    if (rich) frames.splice(rich.isNew ? frames.length : -1, 1, rich.frame);
    else if (frame) {
      // Faulthandler counts from where it happened.
      if (kind === 'crash') frames.unshift(frameOf(frame));
      else frames.push(frameOf(frame));
    } else return false;
    if (frames.length > mostFrames) frames.splice(mostFrames / 2, 1);
    return true;
  }

  #after(open: Open, text: string, index: number): void {
    const { kind, frames } = open;
    if (kind === 'crash') {
      if (frames.length > 0) this.#close(open, open.error ?? '', index - 1);
      else if (!threads.test(text) && text !== '' && (open.noise += 1) > mostNoise)
        this.#close(open, open.error ?? '', index - 1);
      return;
    }
    if (kind === 'rich' && /^[│|╭╰]/.test(text)) return;
    if (/^\s/.test(text) || text === '') {
      codeOf(frames, text);
      return;
    }
    if (kind === 'stack') this.#open = undefined;
    else if (errorLine.test(text)) {
      this.#close(open, text, index);
      this.#continues = mostContinued;
      this.#rest.begin();
    } else if ((open.noise += 1) > mostNoise) this.#open = undefined;
  }

  #close({ frames, first }: Open, error: string, last: number): void {
    this.#open = undefined;
    if (error !== '') this.#add({ frames, error: error.trimEnd(), group: [] }, first, last);
  }

  #add(error: ProgramError, first: number, last: number): void {
    this.#rest.end();
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

function frameOf([, file = '', line = '', , name]: RegExpExecArray): StackFrame {
  return { file, line: Number(line), ...(name !== undefined && { function: name }) };
}

/** The line under a frame is its code; what comes under that are marks. */
function codeOf(frames: StackFrame[], text: string): void {
  const last = frames.at(-1);
  const code = text.trim();
  if (!last || last.code !== undefined || code === '' || code.startsWith('[Previous line')) return;
  frames[frames.length - 1] = { ...last, code };
}
