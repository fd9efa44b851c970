// A thread of its own: no expression, however slow, holds up the editor's other extensions.
import { parentPort } from 'node:worker_threads';
import { scanLines } from './scanLines.ts';
import type { ScanTask } from './scanQuery.ts';
import type { FromScanWorker } from './scanner.ts';

const port = parentPort;
if (!port) throw new Error('Runs as a worker only.');
const post = (message: FromScanWorker): void => port.postMessage(message);

port.on('message', (task: ScanTask) => {
  scanLines(task, (progress) => post({ type: 'progress', progress })).then(
    () => post({ type: 'done' }),
    (error: unknown) =>
      post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
