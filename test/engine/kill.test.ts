import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text } from '../../src/engine/json.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { LogEventWriter, ObjectWriter } from './kill/dataWriters.ts';
import { call, ModelWriter, ROLE, TagWriter, UpdateWriter, type Writer } from './kill/writers.ts';
import { faults } from './raw/process.ts';
import { RawClient } from './raw/rawClient.ts';

/** `npm run test:kill` has 200. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10);

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
});
afterAll(() => engine.stop());

/** Lets every writer write until the engine is gone. @returns how many requests were acknowledged */
async function writeUntilKilled(writers: readonly Writer[]): Promise<number> {
  const client = new RawClient(engine.state, writers.length);
  let acknowledged = 0;
  const killed = new AbortController();
  const isKilled = (): boolean => killed.signal.aborted;
  const working = writers.map(async (writer) => {
    while (!isKilled()) {
      try {
        await writer.write(client);
        acknowledged += 1;
      } catch (error) {
        // Once it is dead a connection may break; before that nothing may fail.
        if (!isKilled()) throw error;
      }
    }
  });
  await new Promise((wake) => setTimeout(wake, 20 + Math.random() * 400));
  const killing = engine.kill9();
  killed.abort();
  await killing;
  await Promise.all(working);
  client.close();
  return acknowledged;
}

describe('kill -9 under concurrent writes', () => {
  it(
    `loses nothing that was acknowledged and shows nothing half-written, ${ROUNDS} rounds`,
    { timeout: 60_000 + ROUNDS * 20_000 },
    async () => {
      const client = new RawClient(engine.state);
      const container = { Image: 'image' };
      const tagged = await call(client, 'CreateModel', {
        ModelName: 'tagged',
        ExecutionRoleArn: ROLE,
        PrimaryContainer: container,
      });
      for (const logGroupName of ['events', 'updated'])
        await call(client, 'CreateLogGroup', { logGroupName });
      for (const logStreamName of ['one', 'two'])
        await call(client, 'CreateLogStream', { logGroupName: 'events', logStreamName });
      await client.send({ service: 's3', method: 'PUT', path: '/kill' });
      client.close();
      const arn = text(tagged.output, 'ModelArn') ?? '';
      const writers: readonly Writer[] = [
        new ModelWriter('first'),
        new ModelWriter('second'),
        new TagWriter(arn, 'a'),
        new TagWriter(arn, 'b'),
        new UpdateWriter('updated'),
        new ObjectWriter('kill', 'one'),
        new ObjectWriter('kill', 'two'),
        new LogEventWriter('events', 'one'),
        new LogEventWriter('events', 'two'),
      ];
      let acknowledged = 0;
      let slowest = 0;
      for (let round = 1; round <= ROUNDS; round++) {
        acknowledged += await writeUntilKilled(writers);
        const begun = performance.now();
        await engine.start();
        slowest = Math.max(slowest, performance.now() - begun);
        const after = new RawClient(engine.state);
        const complaints = await Promise.all(writers.map((writer) => writer.check(after)));
        after.close();
        expect(complaints.flat(), `round ${round}`).toEqual([]);
      }
      console.log(
        `${ROUNDS} rounds of kill -9: ${acknowledged} writes acknowledged, none lost; slowest restart ${slowest.toFixed(0)} ms`,
      );
      expect(acknowledged).toBeGreaterThan(ROUNDS * writers.length);
      expect(faults(engine.dataDir)).toEqual([]);
    },
  );
});
