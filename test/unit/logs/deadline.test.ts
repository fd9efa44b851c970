import { describe, expect, it } from 'vitest';
import { answered, NoAnswer } from '../../../src/logs/follow/deadline.ts';
import type { Clock } from '../../../src/logs/follow/pause.ts';

const hangs = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
const atOnce: Clock = { now: () => 0, sleep: () => Promise.resolve() };
const never: Clock = { now: () => 0, sleep: (_, signal) => hangs(signal) };

describe('answered', () => {
  it('gives up what hangs, hands through what answers, fails or is given up by others', async () => {
    const { signal } = new AbortController();
    await expect(answered(signal, hangs, atOnce)).rejects.toBeInstanceOf(NoAnswer);
    await expect(answered(signal, () => Promise.resolve(1), never)).resolves.toBe(1);
    const failure = new Error('refused');
    await expect(answered(signal, () => Promise.reject(failure), never)).rejects.toBe(failure);
    const controller = new AbortController();
    const given = answered(controller.signal, hangs, never);
    controller.abort();
    await expect(given).rejects.toThrow('aborted');
  });
});
