import { hostOf } from '../../text/hosts.ts';
import type { LogEvent } from '../../follow/logSource.ts';
import { plainLine } from '../../text/sanitize.ts';

/** What a saved log looks like. */
export interface SaveFormat {
  /** One JSON object an event, with the members that CloudWatch has; else lines as they were printed. */
  readonly json: boolean;
  /** Each line begins with its time: ISO 8601, UTC, milliseconds. */
  readonly timestamps: boolean;
  /** Each line begins with its host: `[algo-1]`. */
  readonly host: boolean;
  /** Without colours and other escape sequences, and of lines that were rewritten only their last state. */
  readonly plain: boolean;
  readonly gzip: boolean;
}

/** What the ending of a name says: `.jsonl`, `.gz`, `.jsonl.gz`. */
export function formatFor(path: string, lines: Partial<SaveFormat> = {}): SaveFormat {
  const gzip = /\.gz$/i.test(path);
  const json = /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(path);
  return { timestamps: false, host: false, plain: false, ...lines, json, gzip };
}

/** Events as they are saved. Nothing is left out; without options, the bytes of messages with a newline behind each. */
export function formatEvents(events: readonly LogEvent[], format: SaveFormat): string {
  let text = '';
  for (const event of events) text += format.json ? jsonLine(event) : textLines(event, format);
  return text;
}

function jsonLine({ stream, timestamp, message }: LogEvent): string {
  return `${JSON.stringify({ timestamp, logStreamName: stream, message })}\n`;
}

function textLines(
  { stream, timestamp, message }: LogEvent,
  { timestamps, host, plain }: SaveFormat,
): string {
  const whole = message.endsWith('\n') ? message : `${message}\n`;
  if (!timestamps && !host && !plain) return whole;
  const time = timestamps ? `${isoTime(timestamp)} ` : '';
  const prefix = time + (host ? `[${plainLine(hostOf(stream))}] ` : '');
  const lines = whole.slice(0, -1).split('\n');
  return lines.map((line) => `${prefix}${plain ? plainLine(line) : line}\n`).join('');
}

/** `2026-11-21T15:04:05.123Z`; a number that is no date stays one. */
export function isoTime(timestamp: number): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? String(timestamp) : date.toISOString();
}
