/** What a metrics page is told in tests of the page alone. */
import type { MetricsUpdate, SeriesUpdate, SubjectView } from '../../../src/messages/metrics.ts';

export const began = Date.UTC(2026, 10, 21, 12, 0, 0);

export function subject(name: string, change: Partial<SubjectView> = {}): SubjectView {
  return {
    ...{ kind: 'trainingJob', name, id: `trainingJob/${name}`, status: 'In progress · Training' },
    ...{ isRunning: true, startedAt: began, notes: [], finals: [], problem: undefined },
    ...change,
  };
}

/** A metric that falls or rises with noise of its own, an epoch each ten seconds. */
export function metric(job: string, name: string, values: readonly number[], from = 0): SeriesUpdate {
  return {
    ...{ id: `${job} log ${name}`, subject: `trainingJob/${job}`, metric: name, host: undefined, from },
    ...{ group: 'algorithm', unit: undefined, stepName: 'epoch', source: { from: 'log' }, values },
    times: values.map((_, i) => began + (from + i + 1) * 10_000),
    steps: values.map((_, i) => from + i + 1),
  };
}

/** A measurement of an instance, one a second. */
export function measure(job: string, name: string, host: string, values: readonly number[]): SeriesUpdate {
  return {
    ...{ id: `${job} ${name} ${host}`, subject: `trainingJob/${job}`, metric: name, host, from: 0 },
    ...{ group: 'instance', unit: 'percent', stepName: 'observation' },
    source: { from: 'cloudwatch', period: 1 },
    times: values.map((_, i) => began + i * 1000),
    steps: values.map((_, i) => i + 1),
    values,
  };
}

/** The same numbers in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
}

export function falling(count: number, floor: number, seed: number, rough = 0.12): number[] {
  const next = noise(seed);
  return Array.from({ length: count }, (_, i) => floor + Math.exp(-i / (count / 5)) + next() * rough);
}

/** Two jobs with losses, accuracies and measurements of two hosts. */
export function twoJobs(): MetricsUpdate {
  const jobs = ['penguins-lr-01', 'penguins-lr-05'];
  const wave = (level: number, seed: number, count = 600) => {
    const next = noise(seed);
    return Array.from({ length: count }, (_, i) => level + 12 * Math.sin(i / 40) + next() * 14);
  };
  const series = jobs.flatMap((job, j) => [
    metric(job, 'train:loss', falling(60, 0.12 - j * 0.05, 3 + j)),
    metric(job, 'validation:loss', falling(60, 0.2 - j * 0.04, 13 + j)),
    metric(
      job,
      'accuracy',
      falling(60, 0.05, 23 + j, 0.05).map((one) => 1 - one / 2),
    ),
    ...['algo-1', 'algo-2'].flatMap((host, h) => [
      measure(job, 'CPUUtilization', host, wave(120 - h * 60, 31 + h + j)),
      measure(job, 'MemoryUtilization', host, wave(30 + h * 10, 41 + h + j)),
    ]),
  ]);
  return {
    subjects: [subject(jobs[0] ?? ''), subject(jobs[1] ?? '', { status: 'Completed', isRunning: false })],
    series,
    gone: [],
  };
}
