import { levelInJson, levelOf, levels } from '../text/level.ts';
import { plainLine } from '../text/sanitize.ts';

/** A level by its index in `levels`, as spools keep it. */
const errorLevel = levels.indexOf('error');
const traceback = /^\s*Traceback \(most recent call last\):/;
const exception = /^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit)(?::|$)/;
const member = /^\{.{0,400}?"(?:level|levelname|severity)"\s*:\s*"?(\w+)/s;
/** Levels stand near the beginning of their lines. */
const near = 480;

/** Tells how grave lines are; a traceback is an error from its heading to what was raised, a stream each. */
export class LevelReader {
  readonly #inTraceback = new Set<number>();

  /** @returns an index in `levels` */
  levelOf(stream: number, line: string): number {
    if (this.#inTraceback.has(stream)) {
      if (!/^\s|^$/.test(line)) this.#inTraceback.delete(stream);
      return errorLevel;
    }
    const start = line.length > near ? line.slice(0, near) : line;
    const head = start.includes('\u001b') ? plainLine(start) : start;
    if (traceback.test(head)) {
      this.#inTraceback.add(stream);
      return errorLevel;
    }
    const json = head.startsWith('{') ? member.exec(head)?.[1] : undefined;
    const level = json === undefined ? levelOf(head)?.level : levelInJson(json, head);
    if (level !== undefined) return levels.indexOf(level);
    return exception.test(head) ? errorLevel : 0;
  }
}
