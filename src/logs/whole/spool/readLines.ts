import { type LineRecord, readOffset, readRecord, readTime, recordSize } from './lineRecord.ts';
import type { Spool } from './spool.ts';

export interface SpoolLine extends LineRecord {
  /** From 0. */
  readonly line: number;
  /** Its beginning only where it is longer than was asked for. */
  readonly text: string;
  /** Of the whole line. */
  readonly bytes: number;
}

/** Lines longer than what is wanted of them are read each by itself when together they have more than this. */
const mostAtOnce = 1 << 20;

/**
 * Reads lines that follow one another.
 * @param longest bytes of a line that are wanted; a character that this cuts is left out
 */
export async function readLines(
  spool: Spool,
  from: number,
  count: number,
  longest = Number.POSITIVE_INFINITY,
): Promise<SpoolLine[]> {
  const records = await recordsOf(spool, from, count);
  const first = records[0];
  const end = records.at(-1);
  if (!first || !end) return [];
  const [start, total] = [first.record.offset, end.end - first.record.offset];
  if (total <= mostAtOnce || longest === Number.POSITIVE_INFINITY) {
    const text = Buffer.allocUnsafe(total);
    await spool.readText(text, start);
    return records.map(({ line, record, end: behind }) => {
      const bytes = text.subarray(record.offset - start, behind - start - 1);
      return { ...record, line, bytes: bytes.length, text: textOf(bytes, longest) };
    });
  }
  const lines: SpoolLine[] = [];
  for (const { line, record, end: behind } of records) {
    const bytes = behind - record.offset - 1;
    const text = Buffer.allocUnsafe(Math.min(bytes, longest + 4));
    await spool.readText(text, record.offset);
    lines.push({ ...record, line, bytes, text: textOf(text, longest) });
  }
  return lines;
}

/** How many of the lines from one on have no more bytes than that together; one at least, where there is one. */
export async function linesWithin(spool: Spool, from: number, most: number, bytes: number): Promise<number> {
  const records = await recordsOf(spool, from, most);
  const limit = (records[0]?.record.offset ?? 0) + bytes;
  const over = records.findIndex(({ end }) => end > limit);
  return over < 0 ? records.length : Math.max(1, over);
}

/** The first line at or after a time; lines are in order of time but for what arrived late. */
export async function lineAt(spool: Spool, time: number): Promise<number> {
  const record = Buffer.allocUnsafe(recordSize);
  let [low, high] = [0, spool.lines];
  while (low < high) {
    const middle = (low + high) >>> 1;
    await spool.readRecords(record, middle * recordSize);
    if (readTime(record, 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function recordsOf(
  spool: Spool,
  from: number,
  wanted: number,
): Promise<{ line: number; record: LineRecord; end: number }[]> {
  const [lines, bytes] = [spool.lines, spool.bytes];
  const count = Math.max(0, Math.min(wanted, lines - from));
  if (count === 0) return [];
  // One more: where the next begins, this one ends.
  const table = Buffer.allocUnsafe(Math.min(count + 1, lines - from) * recordSize);
  await spool.readRecords(table, from * recordSize);
  return Array.from({ length: count }, (_, i) => {
    const next = (i + 1) * recordSize;
    return {
      line: from + i,
      record: readRecord(table, i * recordSize),
      end: next < table.length ? readOffset(table, next) : bytes,
    };
  });
}

function textOf(bytes: Buffer, longest: number): string {
  if (bytes.length <= longest) return bytes.toString();
  let end = longest;
  // Bytes 10xxxxxx continue a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
