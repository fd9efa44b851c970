import { CreateNotebookInstanceCommand } from '@aws-sdk/client-sagemaker';
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeLogLine } from '../../../src/engine/store/logLine.ts';
import { write } from '../../engine/follow/followKit.ts';
import type { TestEngine } from '../../engine/harness.ts';

/** A notebook instance: what writes there does not end by itself. */
export const name = 'bench';

/** Makes something to tail, with an empty log. @returns the file of its only stream */
export async function makeLog(engine: TestEngine): Promise<string> {
  await engine.sagemaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: name,
      InstanceType: 'ml.t3.medium',
      RoleArn: 'arn:aws:iam::000000000000:role/Bench',
    }),
  );
  await write(engine, '/aws/sagemaker/NotebookInstances', `${name}/jupyter.log`, []);
  const under = join(engine.dataDir, 'logs', engine.state.region);
  const folder = readdirSync(under)[0] ?? '';
  return join(under, folder, readdirSync(join(under, folder))[0] ?? '');
}

/** As a training script prints: some 90 characters, now and then coloured, JSON or with a level. */
export function message(n: number): string {
  if (n % 50 === 7) return `{"level": "info", "message": "step ${n}", "loss": ${(1 / (n + 1)).toFixed(6)}}`;
  if (n % 50 === 31)
    return `\u001b[33mWARNING\u001b[0m gradient norm ${n % 97}.5 is above the limit, clipped`;
  return `epoch=${Math.floor(n / 10_000)} step=${n} train_loss=${(1 / (n + 1)).toFixed(6)} accuracy=${(n % 1000) / 1000} lr=0.001`;
}

/** Appends so many lines as a job's runner does: to the stream's file, with the time of now. */
export function appendLines(file: string, count: number): void {
  const out = openSync(file, 'a');
  const block = 10_000;
  const begun = Date.now() - 60_000;
  for (let n = 0; n < count; n += block) {
    const now = begun + Math.floor((n / count) * 60_000);
    const lines = Array.from({ length: Math.min(block, count - n) }, (_, i) =>
      encodeLogLine(now, now, message(n + i)),
    );
    writeSync(out, lines.join(''));
  }
  closeSync(out);
}
