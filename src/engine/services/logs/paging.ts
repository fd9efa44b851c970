import { type JsonObject, number, text } from '../../json.ts';
import { type LogPosition } from '../../store/logPosition.ts';
import { invalidParameter } from './names.ts';

const INVALID_TOKEN = 'The specified nextToken is invalid.';

/** One page of a list that is in order, and the token of the next: the last item's key, made opaque. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  input: JsonObject,
): { page: readonly T[]; nextToken: string | undefined } {
  const token = text(input, 'nextToken');
  const limit = number(input, 'limit') ?? 50;
  let begin = 0;
  if (token !== undefined) {
    const key = Buffer.from(token, 'base64url').toString('utf8');
    // Stored is the last item given; when it has been deleted meanwhile the list cannot be taken up there.
    begin = items.findIndex((item) => keyOf(item) === key) + 1;
    if (begin === 0) throw invalidParameter(INVALID_TOKEN);
  }
  const page = items.slice(begin, begin + limit);
  const last = page.at(-1);
  const isMore = last !== undefined && begin + limit < items.length;
  return { page, nextToken: isMore ? Buffer.from(keyOf(last)).toString('base64url') : undefined };
}

/** A position as GetLogEvents' tokens have it: `f/…` leads forward from there, `b/…` backward. */
export function eventToken(direction: 'f' | 'b', { timestamp, offset }: LogPosition): string {
  return `${direction}/${String(timestamp).padStart(16, '0')}${String(offset).padStart(16, '0')}/s`;
}

/** @throws AwsError `InvalidParameterException` for what {@link eventToken} has not made. */
export function readEventToken(
  token: string,
  stream: number,
): { direction: 'forward' | 'backward'; position: LogPosition } {
  const match = /^([fb])\/(\d{16})(\d{16})\/s$/.exec(token);
  if (!match) throw invalidParameter(INVALID_TOKEN);
  const [, letter, timestamp, offset] = match;
  return {
    direction: letter === 'f' ? 'forward' : 'backward',
    position: { timestamp: Number(timestamp), stream, offset: Number(offset) },
  };
}

/** A position among all streams of a group, for FilterLogEvents. */
export function positionToken(position: LogPosition): string {
  return Buffer.from(`${position.timestamp}.${position.stream}.${position.offset}`).toString('base64url');
}

export function readPositionToken(token: string): LogPosition {
  const match = /^(\d{1,16})\.(\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (!match) throw invalidParameter(INVALID_TOKEN);
  return { timestamp: Number(match[1]), stream: Number(match[2]), offset: Number(match[3]) };
}
