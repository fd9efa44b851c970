import type { LogEvent } from '../../follow/logSource.ts';
import { linesWithin, readLines, type SpoolLine } from './readLines.ts';
import type { Spool } from './spool.ts';

/** What is held in memory at a time; one line at least. */
const atOnce = { lines: 2_000, bytes: 4 << 20 };

/** The events of a spool as they were handed in, up to the lines that it has now. */
export async function* readEvents(spool: Spool, signal: AbortSignal): AsyncGenerator<readonly LogEvent[]> {
  const { lines: upTo } = spool;
  const names = spool.streams;
  let open: SpoolLine[] = [];
  for (let from = 0; from < upTo;) {
    signal.throwIfAborted();
    const events: LogEvent[] = [];
    const count = await linesWithin(spool, from, Math.min(atOnce.lines, upTo - from), atOnce.bytes);
    for (const line of await readLines(spool, from, count)) {
      if (!line.continues && open.length > 0) {
        events.push(eventOf(open, names));
        open = [];
      }
      open.push(line);
    }
    yield events;
    from += count;
  }
  if (open.length > 0) yield [eventOf(open, names)];
}

function eventOf(lines: readonly SpoolLine[], names: readonly string[]): LogEvent {
  const last = lines.at(-1);
  return {
    stream: names[last?.stream ?? 0] ?? '',
    timestamp: last?.time ?? 0,
    message: lines.map(({ text }) => text).join('\n') + (last?.newline === true ? '\n' : ''),
  };
}
