import type { Readable } from 'node:stream';
import { LineSplitter } from './lineSplitter.ts';

/** A bar that rewrites its line is told of no more often. Milliseconds. */
const STATES_MILLISECONDS = 1000;

/**
 * Reads a process's output as log events. A line comes when it ends; of one that rewrites itself the states come about once a
 * second, so that a progress bar moves while it runs, and a fast one does not fill the log.
 * @param until the pipe's event behind which nothing may come any more
 */
export function readLines(pipe: Readable, onLines: (lines: string[]) => void, until: 'end' | 'close'): void {
  const splitter = new LineSplitter();
  let timer: NodeJS.Timeout | undefined;
  let isQuiet = true;
  const look = (): void => {
    timer = undefined;
    const states = splitter.takeStates(isQuiet);
    if (states.length > 0) onLines(states);
    isQuiet = true;
    wait();
  };
  const wait = (): void => {
    if (splitter.isRewriting) timer ??= setTimeout(look, STATES_MILLISECONDS);
  };
  pipe.on('data', (chunk: Buffer) => {
    onLines(splitter.push(chunk));
    // What comes with the first state of a bar is no reason to wait a second time.
    isQuiet = timer === undefined;
    wait();
  });
  pipe.once('close', () => clearTimeout(timer));
  pipe.once(until, () => {
    clearTimeout(timer);
    onLines(splitter.end());
  });
}
