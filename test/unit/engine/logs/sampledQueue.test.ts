import { describe, expect, it } from 'vitest';
import { SampledQueue } from '../../../../src/engine/services/logs/sampledQueue.ts';

function filled(count: number): SampledQueue<number> {
  const queue = new SampledQueue<number>();
  for (let n = 0; n < count; n++) queue.push(n);
  return queue;
}

describe('SampledQueue', () => {
  it('gives all of what fits, 500 at a time', () => {
    const queue = filled(5000);
    const all: number[] = [];
    for (let n = 0; n < 10; n++) {
      const { events, sampled } = queue.take();
      expect(events.length).toBe(500);
      expect(sampled).toBe(false);
      all.push(...events);
    }
    expect(all).toEqual(Array.from({ length: 5000 }, (_, n) => n));
    expect(queue.take()).toEqual({ events: [], sampled: false });
  });

  it.each([5001, 12_345, 1_000_000])(
    'samples %d down to 500 from all over, in order, and says so',
    (count) => {
      const queue = filled(count);
      const { events, sampled } = queue.take();
      expect(sampled).toBe(true);
      expect(events.length).toBe(500);
      expect(events).toEqual(events.toSorted((a, b) => a - b));
      expect(new Set(events).size).toBe(500);
      expect(events[0]).toBeLessThan(count / 100);
      expect(events.at(-1)).toBeGreaterThan(count * 0.9);
      queue.push(7);
      expect(queue.take()).toEqual({ events: [7], sampled: false });
    },
  );
});
