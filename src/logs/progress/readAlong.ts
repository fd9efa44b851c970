import type { FollowSink } from '../follow/followSink.ts';
import type { ProgressFeed } from './progressWatch.ts';

/** Of a torrent of lines the last ones tell how far it is. */
const mostLines = 2000;

/** A sink that lets another hear what it takes. */
export function readAlong(sink: FollowSink, feed: ProgressFeed): FollowSink {
  return {
    state(state, streams) {
      feed.state(state);
      sink.state(state, streams);
    },
    lines(events) {
      feed.take(events.slice(-mostLines));
      return sink.lines(events);
    },
    trouble: (error, retryMs) => sink.trouble(error, retryMs),
    mode: (mode, why, every) => sink.mode(mode, why, every),
    note: (text) => sink.note(text),
    caughtUp: () => sink.caughtUp?.(),
  };
}
