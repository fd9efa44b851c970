export interface Frame {
  /** As Python printed it: a path where the script ran. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One Python traceback: the frames from the outermost to where it happened, and what happened. */
export interface Traceback {
  readonly frames: readonly Frame[];
  /** `ValueError: no rows`. */
  readonly error: string;
}

/** More than this a recursion prints again and again. */
const mostFrames = 100;
const frameLine = /^\s+File "([^"]+)", line (\d+)/;
const errorLine = /^[A-Za-z_][\w.]*(?:: .*|)$/s;

/** Finds tracebacks in output as it comes, a line at a time; keeps nothing but the one that is being read. */
export class TracebackReader {
  #frames: Frame[] = [];
  #open = false;

  /** @returns the traceback that this line ends. */
  push(line: string): Traceback | undefined {
    if (/^\s*Traceback \(most recent call last\):/.test(line)) {
      this.#open = true;
      this.#frames = [];
      return undefined;
    }
    const frame = frameLine.exec(line);
    if (frame) {
      // A syntax error of the script itself has frames, but no heading.
      this.#open = true;
      if (this.#frames.length >= mostFrames) this.#frames.splice(mostFrames / 2, 1);
      this.#frames.push({ file: frame[1] ?? '', line: Number(frame[2]) });
      return undefined;
    }
    if (!this.#open || /^\s/.test(line) || line === '') return undefined;
    const frames = this.#frames;
    this.#open = false;
    this.#frames = [];
    return frames.length > 0 && errorLine.test(line) ? { frames, error: line } : undefined;
  }
}

/** A path inside a job's code folder, relative to it and with `/`; undefined for every other path. */
export function codePath(file: string): string | undefined {
  const match = /(?:^|[\\/])opt[\\/]ml[\\/](?:code|model[\\/]code)[\\/](.+)$/.exec(file);
  const path = match?.[1]?.replaceAll('\\', '/');
  return path === undefined || path.split('/').includes('..') ? undefined : path;
}
