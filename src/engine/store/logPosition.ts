/**
 * A place between events. Events are ordered by timestamp, then stream, then place in the file; a position lies just
 * before the event that has exactly its three numbers.
 */
export interface LogPosition {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** The stream's id. */
  readonly stream: number;
  /** Bytes. */
  readonly offset: number;
}

/** The position before every event of a time, whatever its stream. */
export function atTime(timestamp: number): LogPosition {
  return { timestamp, stream: 0, offset: 0 };
}

export function comparePositions(a: LogPosition, b: LogPosition): number {
  return a.timestamp - b.timestamp || a.stream - b.stream || a.offset - b.offset;
}
