import { defineConfig } from 'vitest/config';

/** A second, as it comes, is too short for a process to start on a busy machine. */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/fixedSeed.ts'],
          expect,
          // One less than there are cores, as it comes, is one at a time on two.
          maxWorkers: 2,
          // A limit against what never ends, not a measure of speed: a busy machine's disk takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts'],
          setupFiles: ['test/fixedSeed.ts'],
          expect,
          // Each file starts engines and jobs of its own; two cores do not serve more at once.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
