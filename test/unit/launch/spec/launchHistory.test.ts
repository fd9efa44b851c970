import { describe, expect, it } from 'vitest';
import { profilePlace, thisMachine } from '../../../../src/connection/place.ts';
import {
  LaunchHistory,
  type HistoryStore,
  type LaunchRecord,
} from '../../../../src/launch/spec/launchHistory.ts';
import { validSpec } from './samples.ts';

/** As a `Memento`: what is kept is JSON, and it takes a while. */
class TestStore implements HistoryStore {
  text = '{}';
  get<T>(key: string): T | undefined {
    return (JSON.parse(this.text) as Record<string, T>)[key];
  }
  async update(key: string, value: unknown): Promise<void> {
    await new Promise((wake) => setTimeout(wake, 1));
    this.text = JSON.stringify({ ...(JSON.parse(this.text) as object), [key]: value });
  }
}

function record(jobName: string, change: Partial<LaunchRecord> = {}): LaunchRecord {
  const jobArn = `arn:aws:sagemaker:us-east-1:000000000000:training-job/${jobName}`;
  return {
    spec: validSpec(),
    jobName,
    jobArn,
    place: thisMachine,
    time: '2026-01-01T00:00:00.000Z',
    ...change,
  };
}

describe('LaunchHistory', () => {
  it('keeps launches, the newest first, over a restart', async () => {
    const store = new TestStore();
    const history = new LaunchHistory(store);
    await Promise.all([
      history.add(record('a')),
      history.add(record('b')),
      history.add(record('c', { spec: { ...validSpec(), script: 'other.py' } })),
    ]);
    const again = new LaunchHistory(store);
    expect(again.all().map(({ jobName }) => jobName)).toEqual(['c', 'b', 'a']);
    expect(again.ofJob('this-machine', 'a')?.spec).toEqual(validSpec());
    expect(again.ofJob('profile/dev/eu-west-1', 'a')).toBeUndefined();
  });

  it('is bounded, by number and by size', async () => {
    const history = new LaunchHistory(new TestStore());
    for (let n = 0; n < 205; n++) await history.add(record(`j${n}`));
    expect(history.all()).toHaveLength(200);
    const big = validSpec({ hyperparameters: { text: 'x'.repeat(900_000) } });
    for (let n = 0; n < 3; n++) await history.add(record(`big${n}`, { spec: big }));
    expect(history.all().map(({ jobName }) => jobName)).toEqual(['big2', 'big1']);
  });

  it('forgets one launch, and no other of its name', async () => {
    const history = new LaunchHistory(new TestStore());
    const there = record('a', { place: profilePlace('dev', 'eu-west-1') });
    const later = record('a', { time: '2026-01-02T00:00:00.000Z' });
    for (const one of [record('a'), there, later, record('b')]) await history.add(one);
    await history.forget(there);
    await history.forget(record('a'));
    expect(history.all()).toEqual([record('b'), later]);
  });

  it('keeps no AWS credentials', async () => {
    const store = new TestStore();
    const spec = validSpec({ hyperparameters: { note: 'ASIAIOSFODNN7EXAMPLE', epochs: 3 } });
    const request = {
      ...spec.request,
      Environment: { AWS_SECRET_ACCESS_KEY: 'abc', aws_session_token: 'def', MODE: 'x' },
    };
    const history = new LaunchHistory(store);
    await history.add(record('a', { spec: { ...spec, request } }));
    expect(store.text).not.toMatch(/ASIA|abc|def/);
    expect(history.all()[0]?.spec).toMatchObject({
      hyperparameters: { epochs: 3 },
      request: { Environment: { MODE: 'x' } },
    });
  });

  it('tells when it cannot write, and writes again', async () => {
    const store = new TestStore();
    let full = true;
    const history = new LaunchHistory({
      get: (key) => store.get(key),
      update: (key, value) => (full ? Promise.reject(new Error('disk full')) : store.update(key, value)),
    });
    await expect(history.add(record('a'))).rejects.toThrow('disk full');
    full = false;
    await history.add(record('b'));
    expect(history.all().map(({ jobName }) => jobName)).toEqual(['b']);
  });

  it('reads nothing of what it does not understand', () => {
    const kept = [1, null, { jobName: 'x' }, record('ok')];
    expect(
      new LaunchHistory({ get: <T>() => kept as T, update: () => Promise.resolve() }).all(),
    ).toHaveLength(1);
    expect(new LaunchHistory({ get: <T>() => 'x' as T, update: () => Promise.resolve() }).all()).toEqual([]);
  });
});
