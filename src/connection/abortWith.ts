interface HandlerOptions {
  readonly abortSignal?: unknown;
}

/** What an SDK client sends its requests with. */
export interface SdkRequestHandler {
  handle(request: never, options?: HandlerOptions): Promise<unknown>;
}

/** Makes a client's requests abort with this signal too, whatever signals of their own they have. */
export function abortWith(handler: SdkRequestHandler, signal: AbortSignal): void {
  const handle = handler.handle.bind(handler);
  handler.handle = (request, options) => {
    const own = options?.abortSignal;
    const abortSignal = own instanceof AbortSignal ? AbortSignal.any([own, signal]) : signal;
    return handle(request, { ...options, abortSignal });
  };
}

/** The outcome of work, or the signal's reason as soon as it aborts: for what does not look at signals itself. */
export async function orAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } catch (error) {
    // A request that was cut off says so in many ways.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
