import { Worker } from 'node:worker_threads';
import type { ScanProgress, ScanTask } from './scanQuery.ts';

export type FromScanWorker =
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string };

/** Scans in a thread of its own, one task at a time. The thread is kept for the next task, and ended with one that is given up. */
export class Scanner {
  readonly #program: string | URL;
  #worker: Worker | undefined;

  /** @param program what `scanWorker.ts` is built into */
  constructor(program: string | URL) {
    this.#program = program;
  }

  /** @throws the signal's reason when it aborts, Error when the files cannot be read or the thread ends. */
  scan(task: ScanTask, tell: (progress: ScanProgress) => void, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const worker = (this.#worker ??= this.#start());
    const over = Promise.withResolvers<undefined>();
    const receive = (message: FromScanWorker): void => {
      if (message.type === 'progress') tell(message.progress);
      else if (message.type === 'done') over.resolve(undefined);
      else over.reject(new Error(message.message));
    };
    const abort = (): void => {
      // It may be deep in an expression, and would not hear a message.
      this.#end(worker);
      over.reject(signal.reason as Error);
    };
    const fail = (error: Error): void => {
      this.#end(worker);
      over.reject(error);
    };
    const exit = (): void => fail(new Error('The search has ended by itself.'));
    worker.on('message', receive);
    worker.once('error', fail);
    worker.once('exit', exit);
    signal.addEventListener('abort', abort, { once: true });
    worker.postMessage(task);
    return over.promise.finally(() => {
      worker.off('message', receive);
      worker.off('error', fail);
      worker.off('exit', exit);
      signal.removeEventListener('abort', abort);
    });
  }

  dispose(): void {
    if (this.#worker) this.#end(this.#worker);
  }

  #start(): Worker {
    const worker = new Worker(this.#program);
    worker.unref();
    // Without a listener an error of a thread nobody waits for would end the process.
    worker.on('error', () => this.#end(worker));
    return worker;
  }

  #end(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
    void worker.terminate();
  }
}
