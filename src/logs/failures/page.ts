import type { StackFrame } from '../../analysis/failures/programError.ts';
import { sentPath } from '../../analysis/failures/sentPath.ts';
import type { FailureAccount } from './failureAccount.ts';
import { type FailureStep, stepTitle } from './failureStep.ts';

/** A place in the text that leads somewhere. Line and characters from 0. */
export interface TextLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly step: FailureStep;
}

/** An account as Markdown. */
export interface FailureText {
  readonly text: string;
  readonly links: readonly TextLink[];
  /** In which line each frame stands, from 0. */
  readonly frames: ReadonlyMap<StackFrame, number>;
}

/** Steps that only a training job has. */
export const isForTraining = (what: FailureStep['do']): boolean =>
  ['clone', 'again', 'require'].includes(what);

/** Lines, and what in them leads somewhere. */
export class Page {
  readonly #lines: string[] = [];
  readonly #links: TextLink[] = [];
  #open = { line: 0, language: '' };
  readonly #frames = new Map<StackFrame, number>();

  /** Each of them may be several. */
  line(...lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(...line.split(/\r\n|\n|\r/));
  }

  /** What is written up to `close` is shown as it is. */
  open(language: string): void {
    this.#open = { line: this.#lines.length, language };
    this.line('');
  }

  close(): void {
    const { line, language } = this.#open;
    const within = this.#lines.slice(line + 1).join('\n');
    // Longer than any that a program prints: that would end the block, and what comes then would be Markdown.
    const longest = Math.max(3, ...Array.from(within.matchAll(/`{4,}/g), ([marks]) => marks.length));
    const fence = '`'.repeat(longest + 1);
    this.#lines[line] = `${fence}${language}`;
    this.line(fence);
  }

  block(language: string, lines: readonly string[]): void {
    this.open(language);
    this.line(...lines);
    this.close();
  }

  item(text: string, step: FailureStep | undefined): void {
    this.#write([`- ${text}`, ...(step ? ['  ', step] : [])]);
  }

  links(steps: readonly ('log' | 'details' | 'clone' | 'again')[], { target }: FailureAccount): void {
    const offered = steps.filter((step) => target.kind === 'trainingJob' || !isForTraining(step));
    this.#write(
      offered.flatMap((step, index) => (index === 0 ? [{ do: step }] : [' · ', { do: step } as const])),
    );
  }

  frame(frame: StackFrame): void {
    const { file, line, function: name, code } = frame;
    this.#frames.set(frame, this.#lines.length);
    const where = `File "${file}", line ${line}`;
    const path = sentPath(file);
    if (path !== undefined)
      this.#links.push({
        line: this.#lines.length,
        start: 2,
        end: 2 + where.length,
        step: { do: 'goTo', path, line },
      });
    this.line(`  ${where}${name === undefined ? '' : `, in ${name}`}`);
    if (code !== undefined) this.line(`    ${code}`);
  }

  end(): FailureText {
    return { text: `${this.#lines.join('\n')}\n`, links: this.#links, frames: this.#frames };
  }

  #write(parts: readonly (string | FailureStep)[]): void {
    let text = '';
    for (const part of parts) {
      const start = text.length;
      text += typeof part === 'string' ? part : stepTitle(part);
      if (typeof part !== 'string')
        this.#links.push({ line: this.#lines.length, start, end: text.length, step: part });
    }
    this.line(text);
  }
}
