import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drawEvery, WatchedJob } from '../../../../src/logs/progress/watchedJob.ts';

const start = Date.UTC(2026, 0, 1);

describe('what is told of a watched job', () => {
  let told: (string | undefined)[];
  let job: WatchedJob;
  const line = (message: string) => {
    job.take([{ stream: 'algo-1', timestamp: Date.now(), message }]);
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: start });
    told = [];
    job = new WatchedJob(() => told.push(job.text(Date.now())));
  });
  afterEach(() => {
    job.dispose();
    vi.useRealTimers();
  });

  it('is nothing while its log does not tell, and nothing anew while it tells the same', () => {
    line('loading');
    vi.advanceTimersByTime(drawEvery * 3);
    expect(told).toEqual([]);
    line('epoch 1 of 10');
    expect(told).toEqual(['0 %']);
    for (let n = 0; n < 20; n += 1) {
      vi.advanceTimersByTime(1000);
      line(`loss ${n}`);
      line('epoch 1 of 10');
    }
    expect(told).toEqual(['0 %']);
  });

  it('is told at once, and then no more often than rows may be drawn', () => {
    line('epoch 1 of 10');
    vi.advanceTimersByTime(100);
    line('epoch 2 of 10');
    vi.advanceTimersByTime(100);
    line('epoch 3 of 10');
    expect(told).toEqual(['0 %']);
    vi.advanceTimersByTime(drawEvery);
    expect(told).toEqual(['0 %', '20 %']);
    vi.advanceTimersByTime(drawEvery * 3);
    expect(told).toEqual(['0 %', '20 %']);
  });

  it('is not told when it has come back to what was told', () => {
    line('step 10 of 100');
    vi.advanceTimersByTime(1000);
    line('step 90 of 100');
    vi.advanceTimersByTime(1000);
    line('step 10 of 100');
    vi.advanceTimersByTime(drawEvery * 2);
    expect(told).toEqual(['10 %']);
  });

  it('is its end at once, once', () => {
    line('epoch 1 of 10');
    const ended = { status: 'Completed', arn: '', end: { outcome: 'completed', facts: [] } } as const;
    job.state({ status: 'InProgress', arn: '' });
    expect(told).toHaveLength(1);
    job.state(ended);
    job.state(ended);
    expect(told).toHaveLength(2);
    expect(job.ended).toBe(ended);
    vi.advanceTimersByTime(drawEvery * 2);
    expect(told).toHaveLength(2);
  });

  it('is nothing once it is let go', () => {
    line('epoch 1 of 10');
    line('epoch 2 of 10');
    job.dispose();
    vi.advanceTimersByTime(drawEvery * 2);
    line('epoch 3 of 10');
    expect(told).toEqual(['0 %']);
  });
});
