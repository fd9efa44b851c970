/** What is known of a line beside its bytes. */
export interface LineRecord {
  /** Where its bytes begin in the text. */
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Index into the spool's streams. */
  readonly stream: number;
  /** As `levelOf` tells it: 0 for none. */
  readonly level: number;
  /** Not the first line of its event. */
  readonly continues: boolean;
  /** The event's message ended with a newline; told on its last line. */
  readonly newline: boolean;
}

/** Bytes a record: 6 for the offset, 6 for the time, 2 for the stream, 1 for the level, 1 for flags; little endian. */
export const recordSize = 16;
/** What two bytes can name. */
export const mostStreams = 0x1_0000;

const continuesFlag = 1;
const newlineFlag = 2;
const latest = 2 ** 48 - 1;

export function writeRecord(into: Buffer, at: number, record: LineRecord): void {
  into.writeUIntLE(record.offset, at, 6);
  into.writeUIntLE(Math.min(latest, Math.max(0, Math.trunc(record.time))), at + 6, 6);
  into.writeUInt16LE(record.stream, at + 12);
  into.writeUInt8(record.level, at + 14);
  into.writeUInt8((record.continues ? continuesFlag : 0) | (record.newline ? newlineFlag : 0), at + 15);
}

export function readRecord(from: Buffer, at: number): LineRecord {
  const flags = from.readUInt8(at + 15);
  return {
    offset: readOffset(from, at),
    time: readTime(from, at),
    stream: readStream(from, at),
    level: readLevel(from, at),
    continues: (flags & continuesFlag) !== 0,
    newline: (flags & newlineFlag) !== 0,
  };
}

/* One member at a time, for what looks at millions of records. */
export const readOffset = (from: Buffer, at: number): number => from.readUIntLE(at, 6);
export const readTime = (from: Buffer, at: number): number => from.readUIntLE(at + 6, 6);
export const readStream = (from: Buffer, at: number): number => from.readUInt16LE(at + 12);
export const readLevel = (from: Buffer, at: number): number => from.readUInt8(at + 14);
