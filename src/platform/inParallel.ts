/**
 * Does the same with many things, a few at a time. After a failure nothing more begins.
 * @throws what failed first, once all that had begun has ended: whoever tidies up must not race with it.
 */
export async function inParallel<T>(
  things: Iterable<T> | AsyncIterable<T>,
  atOnce: number,
  act: (thing: T) => Promise<void>,
): Promise<void> {
  const state = { failed: false };
  const waiting = iterate(things);
  const work = async (): Promise<void> => {
    for (;;) {
      if (state.failed) return;
      const next = await waiting.next();
      if (next.done === true) return;
      await act(next.value);
    }
  };
  const workers = Array.from({ length: atOnce }, () =>
    work().catch((error: unknown) => {
      state.failed = true;
      throw error;
    }),
  );
  const failure = (await Promise.allSettled(workers)).find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}

/** One iterator for all workers; a generator queues what they ask for at once. */
async function* iterate<T>(things: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* things;
}
