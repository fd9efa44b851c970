import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runTail } from '../../../src/logs/tail.ts';
import { connectionTo } from '../../engine/follow/followKit.ts';
import { type TestEngine, until } from '../../engine/harness.ts';
import { createBucket, createJob } from '../../engine/trainingKit.ts';

const job = 'delays';
const count = 150;

/** Prints the time, at moments that fit no one's rhythm. */
const script = `
import random, time
draw = random.Random(1)
time.sleep(2)
for n in range(${count}):
    print(f"printed at {time.time() * 1000:.2f} ms", flush=True)
    time.sleep(draw.uniform(0.03, 0.17))
`;

/** Milliseconds since the epoch, with fractions. */
const now = (): number => performance.timeOrigin + performance.now();

/** Takes text and notes how old what it tells is. */
function listener(): { ages: number[]; hear: (text: string) => void } {
  const ages: number[] = [];
  let rest = '';
  const hear = (text: string): void => {
    const at = now();
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const printed = /printed at (\d+\.\d+) ms/.exec(line)?.[1];
      if (printed !== undefined) ages.push(at - Number(printed));
    }
  };
  return { ages, hear };
}

/**
 * The time from a print of a training job's script until its line is written to the terminal, of each line, and until
 * `tail -f` of the stream's file has it. Milliseconds.
 */
export async function delays(engine: TestEngine): Promise<{ ours: number[]; theirs: number[] }> {
  await createBucket(engine);
  await createJob(engine, job, { files: { 'train.py': script } });
  const controller = new AbortController();
  const ours = listener();
  const tail = runTail(
    connectionTo(engine.state, controller.signal),
    { kind: 'trainingJob', name: job },
    ours.hear,
    controller.signal,
  );
  const file = await until(
    () => Promise.resolve(streamFile(engine)),
    (found) => found !== undefined,
  );
  const plain = spawn('tail', ['-n', '+1', '-f', file ?? ''], { stdio: ['ignore', 'pipe', 'ignore'] });
  plain.on('error', () => undefined);
  const theirs = listener();
  plain.stdout.setEncoding('utf8').on('data', theirs.hear);
  await tail;
  plain.kill();
  if (ours.ages.length !== count) throw new Error(`The tail showed ${ours.ages.length} lines of ${count}.`);
  return { ours: ours.ages, theirs: theirs.ages };
}

function streamFile(engine: TestEngine): string | undefined {
  const under = join(engine.dataDir, 'logs', engine.state.region);
  const folder = readdirSync(under).find((found) => found.includes('TrainingJobs'));
  const [file] = folder === undefined ? [] : readdirSync(join(under, folder));
  return folder === undefined || file === undefined ? undefined : join(under, folder, file);
}
