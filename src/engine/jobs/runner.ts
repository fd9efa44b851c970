import { HostRunner } from './hostRunner.ts';

/*
 * The program that stands between the engine and one host of a job: `runner.js <host folder>`. It is started detached
 * and outlives the engine.
 */
const root = process.argv[2];
if (root === undefined) throw new Error('usage: runner <host folder>');
await new HostRunner(root).run();
