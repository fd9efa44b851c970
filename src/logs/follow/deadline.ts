import { type Clock, realClock } from './pause.ts';

/** Milliseconds: an answer that takes longer is not coming, as after the network was lost without a word. */
const longestAnswer = 30_000;

/** No answer came in time. */
export class NoAnswer extends Error {
  // The name that says so to whoever explains errors.
  override readonly name = 'TimeoutError';
}

/**
 * Gives up a request that is not answered in time, long before the SDK would: it is sent again.
 * @throws `NoAnswer`, and what the request throws
 */
export async function answered<T>(
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
  clock: Clock = realClock,
): Promise<T> {
  const [asking, waiting] = [new AbortController(), new AbortController()];
  const end = (): void => asking.abort(signal.reason);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  clock.sleep(longestAnswer, waiting.signal).then(
    () => asking.abort(),
    () => undefined,
  );
  try {
    return await ask(asking.signal);
  } catch (error) {
    if (!asking.signal.aborted || signal.aborted) throw error;
    throw new NoAnswer(`No answer within ${longestAnswer / 1000} s.`, { cause: error });
  } finally {
    waiting.abort();
    signal.removeEventListener('abort', end);
  }
}
