import type { FollowOptions } from '../../follow/followOptions.ts';
import type { LogEvent, LogSource } from '../../follow/logSource.ts';
import { StreamMerger } from '../../follow/streamMerger.ts';
import { UntilNow } from './untilNow.ts';

const longestRetry = 10_000;

/**
 * All events that there are, in order of time; those that a job writes meanwhile are not waited for. Trouble that waiting
 * mends is waited out, and nothing comes twice.
 * @throws what no waiting mends, and the signal's reason when it aborts
 */
export async function* eventsUntilNow(
  source: LogSource,
  options: FollowOptions,
  trouble: (error: unknown) => void,
): AsyncGenerator<readonly LogEvent[]> {
  const { signal, clock, pace } = options;
  const merger = new StreamMerger(new UntilNow(source), pace);
  let retry = pace.shortest;
  for (;;) {
    try {
      merger.add(await source.streams(signal));
      for await (const events of merger.drain(signal)) {
        retry = pace.shortest;
        yield events;
      }
      return;
    } catch (error) {
      if (signal.aborted || options.isHopeless(error)) throw error;
      trouble(error);
      await clock.sleep(retry, signal);
      retry = Math.min(longestRetry, retry * 2);
    }
  }
}
