/** How grave a line is; the numbers are kept in spools. */
export const levels = { none: 0, debug: 1, info: 2, warning: 3, error: 4 } as const;

const byWord: Readonly<Record<string, number>> = {
  TRACE: levels.debug,
  DEBUG: levels.debug,
  INFO: levels.info,
  NOTICE: levels.info,
  WARN: levels.warning,
  WARNING: levels.warning,
  ERROR: levels.error,
  SEVERE: levels.error,
  CRITICAL: levels.error,
  FATAL: levels.error,
  EXCEPTION: levels.error,
};
const words = Object.keys(byWord).join('|');
/** In capitals near the beginning, as loggers write it; in lower case only as a JSON member or in brackets. */
const written = new RegExp(
  `(?<![\\w.-])(?:(${words})(?![\\w-])|(?:"(?:level|levelname|severity)"\\s*:\\s*"|\\[)(?:[a-z]+\\.)?(${words.toLowerCase()})["\\]])`,
);
/** A level stands near the beginning of its line. */
const near = 200;
const traceback = /^\s*Traceback \(most recent call last\):/;
const exception = /^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Warning)(?::|$)/;

/** Tells lines' levels; a traceback is an error from its heading to what was raised, a stream each. */
export class LevelReader {
  readonly #inTraceback = new Set<number>();

  levelOf(stream: number, line: string): number {
    if (this.#inTraceback.has(stream)) {
      if (!/^\s|^$/.test(line)) this.#inTraceback.delete(stream);
      return levels.error;
    }
    const head = line.length > near ? line.slice(0, near) : line;
    if (traceback.test(head)) {
      this.#inTraceback.add(stream);
      return levels.error;
    }
    const found = written.exec(head);
    if (found) return byWord[(found[1] ?? found[2] ?? '').toUpperCase()] ?? levels.none;
    return exception.test(head) ? levels.error : levels.none;
  }
}
