import { describe, expect, it } from 'vitest';
import { profilePlace } from '../../../src/connection/place.ts';
import type { EndedJob } from '../../../src/launch/facts/capacity.ts';
import { LaunchMemory } from '../../../src/launch/launchMemory.ts';
import { LaunchHistory } from '../../../src/launch/spec/launchHistory.ts';
import { validSpec } from './spec/samples.ts';

const key = 'profile/dev/eu-west-1';
const shortage: EndedJob = { TrainingJobStatus: 'Failed', FailureReason: 'CapacityError: none is left.' };

/** What a workspace remembers of a launch with fallback types, by the types that its jobs were created with. */
async function memory(fallbackInstanceTypes: readonly string[], types: readonly (string | undefined)[]) {
  const kept = new Map<string, unknown>();
  const store = {
    get: <T>(name: string) => kept.get(name) as T,
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
    keys: () => [...kept.keys()],
  };
  const place = profilePlace('dev', 'eu-west-1');
  for (const [index, instanceType] of types.entries())
    await new LaunchHistory(store).add({
      spec: validSpec({ fallbackInstanceTypes }),
      jobName: `job-${index + 1}`,
      jobArn: '',
      place,
      time: '',
      ...(instanceType !== undefined && { instanceType }),
    });
  return new LaunchMemory(store);
}

describe('a job that found no instances', () => {
  it('is replaced as long as its launch allows a further type', async () => {
    const launches = await memory(['ml.m5.xlarge'], ['ml.m5.large', 'ml.m5.xlarge', undefined]);
    expect(await launches.isReplaced(key, 'job-1', shortage)).toBe(true);
    expect(await launches.isReplaced(key, 'job-2', shortage)).toBe(false);
    expect(await launches.isReplaced(key, 'job-3', shortage)).toBe(true);
    const waited = { TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxWaitTimeExceeded' };
    expect(await launches.isReplaced(key, 'job-1', waited)).toBe(true);
  });

  it('is not replaced without such types, after another failure, elsewhere, or launched elsewhere', async () => {
    const none = await memory([], ['ml.m5.large']);
    expect(await none.isReplaced(key, 'job-1', shortage)).toBe(false);
    const launches = await memory(['ml.m5.xlarge'], ['ml.m5.large']);
    const own = { TrainingJobStatus: 'Failed', FailureReason: 'AlgorithmError: CapacityError' };
    expect(await launches.isReplaced(key, 'job-1', own)).toBe(false);
    expect(await launches.isReplaced('this-machine', 'job-1', shortage)).toBe(false);
    expect(await launches.isReplaced(key, 'other', shortage)).toBe(false);
  });
});
