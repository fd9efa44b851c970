import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type EngineParts } from '../parts.ts';
import { type Behaviour } from '../resources/behaviour.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { jobFolder } from './folders.ts';
import { hasEnded } from './jobStatus.ts';
import { TrainingRun } from './trainingRun.ts';

/**
 * What training jobs do: each runs the user's script in processes of this machine that outlive the engine.
 * @param options.runner the runner's program; by default the one beside the engine's bundle.
 */
export function createTrainingJobs(
  parts: EngineParts,
  options: { runner?: string } = {},
): Behaviour & { running(): number } {
  const runner = options.runner ?? fileURLToPath(new URL('./runner.js', import.meta.url));
  const runs = new Map<string, { run: TrainingRun; done: Promise<void> }>();

  const take = (record: ResourceRecord): void => {
    const run = new TrainingRun(parts, record, runner);
    const done = run
      .run()
      .then((ended) => (ended ? removeFolder(record) : undefined))
      .catch((error: unknown) => parts.log(`The end of ${record.arn} could not be stored`, error))
      .finally(() => runs.delete(record.arn));
    runs.set(record.arn, { run, done });
  };

  // An engine that died between a job's end and this left it.
  const removeFolder = async (record: ResourceRecord): Promise<void> => {
    const folder = jobFolder(parts.dataDir, record.region, record.name);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch((error: unknown) =>
      parts.log(`The folder of ${record.arn} could not be removed`, error),
    );
  };

  return {
    running: () => runs.size,
    start: take,
    stop: (record) => runs.get(record.arn)?.run.stop(),
    recover(record) {
      if (!hasEnded(record)) take(record);
      else void removeFolder(record);
    },
    async onDelete(record) {
      const found = runs.get(record.arn);
      found?.run.stop();
      await found?.done;
      await removeFolder(record);
    },
    async close() {
      for (const { run } of runs.values()) run.close();
      await Promise.all([...runs.values()].map(({ done }) => done));
    },
  };
}
