import { open, type FileHandle } from 'node:fs/promises';
import { readLevel, readOffset, readStream, recordSize } from '../spool/lineRecord.ts';
import { lineMatcher } from './matchLines.ts';
import type { LineFilter, ScanProgress, ScanTask } from './scanQuery.ts';

/** Records that are looked at together. */
const recordsAtOnce = 1 << 16;
/** Text that is looked at together, but for longer lines. Bytes. */
const textAtOnce = 4 << 20;

/** Looks at lines of a spool once, in the order in which they are, and tells what it finds as it goes. Memory stays flat. */
export async function scanLines(task: ScanTask, tell: (progress: ScanProgress) => void): Promise<void> {
  const match = task.search && lineMatcher(task.search);
  const takes = task.filter && lineFilter(task.filter);
  const records = await open(task.records);
  try {
    const text = match && (await open(task.text));
    try {
      for (let from = task.from; from < task.to; from += recordsAtOnce) {
        const count = Math.min(recordsAtOnce, task.to - from);
        const table = await tableOf(records, from, count, task);
        const taken: number[] = [];
        if (takes) for (let i = 0; i < count; i += 1) if (takes(table, i * recordSize)) taken.push(from + i);
        if (match && text) await search(table, from, count, taken, text, match, takes, tell);
        else tell({ taken: Uint32Array.from(taken), found: new Uint32Array(), upTo: from + count });
      }
    } finally {
      await text?.close();
    }
  } finally {
    await records.close();
  }
}

async function search(
  table: Buffer,
  from: number,
  count: number,
  taken: readonly number[],
  text: FileHandle,
  match: ReturnType<typeof lineMatcher>,
  takes: ReturnType<typeof lineFilter> | undefined,
  tell: (progress: ScanProgress) => void,
): Promise<void> {
  let next = 0;
  for (let first = 0; first < count;) {
    const behind = pieceEnd(table, first, count);
    const [start, end] = [readOffset(table, first * recordSize), readOffset(table, behind * recordSize)];
    const bytes = Buffer.allocUnsafeSlow(end - start);
    await readWhole(text, bytes, start);
    const found: number[] = [];
    match(bytes.toString(), (index) => {
      const line = first + index;
      if (!takes || takes(table, line * recordSize)) found.push(from + line);
    });
    const upTo = from + behind;
    const begin = next;
    while (next < taken.length && (taken[next] ?? 0) < upTo) next += 1;
    tell({ taken: Uint32Array.from(taken.slice(begin, next)), found: Uint32Array.from(found), upTo });
    first = behind;
  }
}

/** The record behind the last of those whose text is read together: at least one. */
function pieceEnd(table: Buffer, first: number, count: number): number {
  const limit = readOffset(table, first * recordSize) + textAtOnce;
  let [low, high] = [first + 1, count];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (readOffset(table, middle * recordSize) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Records, and one more that says where the last one ends. */
async function tableOf(file: FileHandle, from: number, count: number, task: ScanTask): Promise<Buffer> {
  const table = Buffer.alloc((count + 1) * recordSize);
  await readWhole(file, table, from * recordSize);
  if (from + count === task.to) table.writeUIntLE(task.endByte, count * recordSize, 6);
  return table;
}

function lineFilter({ leastLevel, stream }: LineFilter): (table: Buffer, at: number) => boolean {
  return (table, at) =>
    readLevel(table, at) >= leastLevel && (stream === undefined || readStream(table, at) === stream);
}

async function readWhole(file: FileHandle, into: Buffer, position: number): Promise<void> {
  for (let done = 0; done < into.length;) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) return;
    done += bytesRead;
  }
}
