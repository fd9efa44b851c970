import { Breath } from './breath.ts';
import { type StoredLine } from './logBlock.ts';
import { type Direction, RunCursor, type RunSource, seek } from './logCursor.ts';
import { comparePositions, type LogPosition } from './logPosition.ts';

export interface StoredEvent extends StoredLine {
  readonly streamId: number;
  readonly streamName: string;
}

/** The position just before an event. */
export function positionOf(event: StoredEvent): LogPosition {
  return { timestamp: event.timestamp, stream: event.streamId, offset: event.offset };
}

/** The position just after an event. */
export function positionAfter(event: StoredEvent): LogPosition {
  return { timestamp: event.timestamp, stream: event.streamId, offset: event.end };
}

/** Runs by the time at which a walk first meets them. */
function inOrder(runs: readonly RunSource[], direction: Direction): RunSource[] {
  return runs.toSorted((a, b) =>
    direction === 'forward' ? a.run.firstTime - b.run.firstTime : b.run.lastTime - a.run.lastTime,
  );
}

function headPosition(cursor: RunCursor, head: StoredLine): LogPosition {
  return { timestamp: head.timestamp, stream: cursor.source.streamId, offset: head.offset };
}

/** The cursor whose head comes first in the walk's direction. */
function foremost(cursors: readonly RunCursor[], sign: 1 | -1): RunCursor | undefined {
  let best: { cursor: RunCursor; at: LogPosition } | undefined;
  for (const cursor of cursors) {
    if (!cursor.head) continue;
    const at = headPosition(cursor, cursor.head);
    if (!best || comparePositions(at, best.at) * sign < 0) best = { cursor, at };
  }
  return best?.cursor;
}

/**
 * Walks the events of many runs as one, in order of time, from a position on: forward those at or after it, backward
 * those before it. Others have their turn while it lasts. Memory: one block for each run that covers the present time, however long the files are.
 * @param visit is called for each event; answers false to end the walk
 */
export async function walkEvents(
  runs: readonly RunSource[],
  from: LogPosition,
  direction: Direction,
  visit: (event: StoredEvent) => boolean,
): Promise<void> {
  const sign = direction === 'forward' ? 1 : -1;
  const waiting = inOrder(
    runs.filter(({ run }) =>
      direction === 'forward' ? run.lastTime >= from.timestamp : run.firstTime <= from.timestamp,
    ),
    direction,
  ).reverse();
  const blockSize = waiting.length > 16 ? 32 * 1024 : 256 * 1024;
  const active: RunCursor[] = [];
  const breath = new Breath();
  for (;;) {
    let cursor = foremost(active, sign);
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      const met = direction === 'forward' ? next.run.firstTime : next.run.lastTime;
      if (cursor?.head && (met - cursor.head.timestamp) * sign > 0) break;
      waiting.pop();
      const opened = new RunCursor(next, direction, await seek(next, from), blockSize);
      if (await opened.fill()) active.push(opened);
      cursor = foremost(active, sign);
    }
    if (!cursor?.head) return;
    const { streamId, streamName } = cursor.source;
    if (!visit({ ...cursor.head, streamId, streamName })) return;
    if (breath.isDue) await breath.take();
    if (!cursor.advance() && !(await cursor.fill())) active.splice(active.indexOf(cursor), 1);
  }
}
