import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type TestEngine } from '../harness.ts';
import { KindRun } from './kindRun.ts';
import { Ledger, type Outcome } from './ledger.ts';
import { operationNames } from './operations.ts';
import { runSpecial } from './proof.ts';
import { proofs } from './proofs/all.ts';
import { Random } from './random.ts';
import { type RecordedAnswer, recordingClient } from './recorder.ts';
import { Scene } from './scene.ts';

/** Proofs that run at once; most of a proof is waiting for statuses to move. */
const AT_ONCE = 12;
/** How long anything that moves by itself may take. */
const PATIENCE_MS = 30_000;
/** Statuses take a tenth of their time: long enough for Stop to come before the end. */
export const ENGINE_ARGS = ['--status-delay', '0.1'] as const;

/** What is measured, and with what. */
export interface Subject {
  readonly clientIn: (region: string) => SageMakerClient;
  readonly s3: S3Client;
  readonly region: string;
  readonly accountId: string;
  /** What the names and values of this run are made from. */
  readonly seed: number;
  readonly patience: number;
}

async function inParallel(work: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...work];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Runs every proof. @param only proofs of groups, kinds or operations whose name holds this */
export async function runProofs(subject: Subject, only = ''): Promise<Outcome[]> {
  const { clientIn, seed, ...parts } = subject;
  const common = { ...parts, random: new Random(seed), ledger: new Ledger() };
  const inRegion = (region: string): Scene => new Scene({ ...common, client: clientIn(region), region });
  const scene = inRegion(subject.region);
  const work = proofs.flatMap((group) => [
    ...(group.kinds ?? [])
      .filter((kind) => `${group.name} ${kind.kind}`.includes(only))
      .map((kind) => () => new KindRun(kind, scene).run()),
    ...(group.special ?? [])
      .filter((special) => `${group.name} ${special.proves.join(' ')}`.includes(only))
      .map((special) => () => runSpecial(special, special.region ? inRegion(special.region) : scene)),
  ]);
  await inParallel(work);
  if (only === '') for (const operation of operationNames) await ask(scene, operation);
  return operationNames.map((operation) => scene.ledger.outcome(operation));
}

/** Runs every proof against an engine. @returns also every answer that the proofs got, as it came */
export async function measure(
  engine: TestEngine,
  seed: number,
  only = '',
): Promise<{ outcomes: Outcome[]; answers: RecordedAnswer[] }> {
  const answers: RecordedAnswer[] = [];
  const clients: SageMakerClient[] = [];
  const clientIn = (region: string): SageMakerClient => {
    const client = recordingClient({ ...engine.clientConfig, region }, answers);
    clients.push(client);
    return client;
  };
  const { region, accountId } = engine.state;
  await engine.s3.send(new CreateBucketCommand({ Bucket: 'coverage' }));
  const subject = { clientIn, s3: engine.s3, region, accountId, seed, patience: PATIENCE_MS };
  const outcomes = await runProofs(subject, only);
  for (const client of clients) client.destroy();
  return { outcomes, answers };
}

/** Asks for an operation that is not proven: whether it is there, and if not, why. */
async function ask(scene: Scene, operation: string): Promise<void> {
  if (scene.ledger.outcome(operation).state === 'proven') return;
  try {
    await scene.send(operation);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/does not have|has no meaning on this machine/.test(reason)) scene.ledger.fail(operation, reason);
  }
}
