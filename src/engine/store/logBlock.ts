import { open } from 'node:fs/promises';
import { decodeLogLine, type LogLine } from './logLine.ts';

/** A line with its place in its file, in bytes; `end` is past its line break. */
export interface StoredLine extends LogLine {
  readonly offset: number;
  readonly end: number;
}

export const LINE_BREAK = 10;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Reads at most `length` bytes from `offset`; fewer at the file's end, none when the file is gone. No handle is kept
 * between reads: a group may have more streams than a process may have open files.
 */
async function readBlock(path: string, offset: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0);
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    // The stream was deleted while it was read: it ends here.
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}

/** The whole lines of a block that begins at a line's start; `base` is the block's own offset. Torn lines are left out. */
export function linesOf(block: Buffer, base: number): StoredLine[] {
  const lines: StoredLine[] = [];
  let start = 0;
  for (let at = block.indexOf(LINE_BREAK); at >= 0; at = block.indexOf(LINE_BREAK, start)) {
    const line = decodeLogLine(block.toString('utf8', start, at));
    if (line) lines.push({ ...line, offset: base + start, end: base + at + 1 });
    start = at + 1;
  }
  return lines;
}

/**
 * A block of whole lines that begins at `start` (a line's start) and ends at or before `end`; it grows past `size`
 * only for a line that is longer. Empty when there is no whole line.
 */
export async function blockForward(path: string, start: number, end: number, size: number): Promise<Buffer> {
  for (let length = size; ; length *= 2) {
    const wanted = Math.min(length, end - start);
    const block = await readBlock(path, start, wanted);
    const last = block.lastIndexOf(LINE_BREAK);
    if (last >= 0) return block.subarray(0, last + 1);
    if (block.length < length) return block.subarray(0, 0);
  }
}

/** A block of whole lines that ends at `end` (a line's end) and begins at or after `start` (a line's start). */
export async function blockBackward(path: string, start: number, end: number, size: number): Promise<Buffer> {
  for (let length = size; ; length *= 2) {
    const from = Math.max(start, end - length);
    const block = await readBlock(path, from, end - from);
    if (from === start || block.length === 0) return block;
    const first = block.indexOf(LINE_BREAK);
    if (first >= 0 && first < block.length - 1) return block.subarray(first + 1);
  }
}

/** Where the last whole line before `size` ends; 0 when there is none. */
export async function lastLineEnd(path: string, size: number): Promise<number> {
  const step = 64 * 1024;
  for (let end = size; end > 0; end -= step) {
    const from = Math.max(0, end - step);
    const at = (await readBlock(path, from, end - from)).lastIndexOf(LINE_BREAK);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}
