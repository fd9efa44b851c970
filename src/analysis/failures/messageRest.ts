/** A message's further lines, where they are the last that was said. */
const mostLines = 12;
/** What a logger, a launcher or a tool says, and no line of a message. */
const ofAnother =
  /^(?:\S{0,20} ?\d{4}-\d\d-\d\d|\[|\d\d:\d\d|(?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b|wandb:|[=*#-]{8})/;

/**
 * Notes, and messages of several lines, are not indented: that they belong to an error is told by nothing coming behind them.
 */
export class MessageRest {
  /** Undefined where there is no message, or too much came behind it. */
  #lines: string[] | undefined;

  /** A message has begun that may go on. */
  begin(): void {
    this.#lines = [];
  }

  /** Nothing that comes belongs to a message. */
  end(): void {
    this.#lines = undefined;
  }

  push(text: string): void {
    if (this.#lines && this.#lines.push(text) > mostLines) this.#lines = undefined;
  }

  /** The further lines; empty where there are none. */
  get text(): string {
    const lines = this.#lines ?? [];
    const other = lines.findIndex((line) => ofAnother.test(line));
    return (other < 0 ? lines : lines.slice(0, other)).join('\n').trimEnd();
  }
}
