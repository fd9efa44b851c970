import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type TestEngine } from '../harness.ts';
import { KindRun } from './kindProof.ts';
import { Ledger, type Outcome } from './ledger.ts';
import { operationNames } from './operations.ts';
import { runSpecial } from './proof.ts';
import { proofs } from './proofs/all.ts';
import { Random } from './random.ts';
import { type RecordedAnswer, recordingClient } from './recorder.ts';
import { Scene } from './scene.ts';

/** Proofs that run at once; most of a proof is waiting for statuses to move. */
const AT_ONCE = 12;

export interface Measured {
  readonly seed: number;
  readonly outcomes: readonly Outcome[];
  /** Every answer that the proofs got, as it came. */
  readonly answers: readonly RecordedAnswer[];
}

/** Statuses take a tenth of their time: long enough for Stop to come before the end. */
export const ENGINE_ARGS = ['--status-delay', '0.1'] as const;

async function inParallel(work: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...work];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Runs every proof against an engine. @param only proofs of groups or kinds whose name holds this */
export async function measure(engine: TestEngine, seed: number, only = ''): Promise<Measured> {
  const { accountId } = engine.state;
  const parts = { s3: engine.s3, random: new Random(seed), ledger: new Ledger(), accountId };
  const answers: RecordedAnswer[] = [];
  const clients: SageMakerClient[] = [];
  const inRegion = (region: string): Scene => {
    const client = recordingClient({ ...engine.clientConfig, region }, answers);
    clients.push(client);
    return new Scene({ ...parts, client, region });
  };
  const scene = inRegion(engine.state.region);
  await engine.s3.send(new CreateBucketCommand({ Bucket: 'coverage' }));
  const work = proofs.flatMap((group) => [
    ...(group.kinds ?? [])
      .filter((kind) => `${group.name} ${kind.kind}`.includes(only))
      .map((kind) => () => new KindRun(kind, scene).run()),
    ...(group.special ?? [])
      .filter((special) => `${group.name} ${special.proves.join(' ')}`.includes(only))
      .map(
        (special) => () =>
          runSpecial(special, special.region === undefined ? scene : inRegion(special.region)),
      ),
  ]);
  await inParallel(work);
  if (only === '') for (const operation of operationNames) await ask(scene, operation);
  for (const client of clients) client.destroy();
  const outcomes = operationNames.map((operation) => scene.ledger.outcome(operation));
  return { seed, outcomes, answers };
}

/** Asks the engine for an operation that is not proven: whether it has it, and if not, why. */
async function ask(scene: Scene, operation: string): Promise<void> {
  if (scene.ledger.outcome(operation).state === 'proven') return;
  try {
    await scene.send(operation);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/does not have|has no meaning on this machine/.test(reason)) scene.ledger.fail(operation, reason);
  }
}
