import type { Connection } from '../connection/connection.ts';
import { formatBytes } from '../analysis/text/bytes.ts';
import type { UploadPlan } from './uploads/planUploads.ts';
import { bucketFacts } from './uploads/bucket.ts';
import type { LaunchSteps } from './startTraining.ts';
import { UserError } from '../platform/userError.ts';

/** Something that a person decides before a launch goes on. */
export interface LaunchQuestion {
  readonly about: 'size' | 'unreadable' | 'bucket';
  readonly message: string;
  readonly detail: string;
  /** The button that goes on. */
  readonly yes: string;
}

/** More than this is no source code. Bytes, before compression. */
const defaultSourceLimit = 50 * 2 ** 20;

/**
 * Asks what has to be asked before anything is sent.
 * @throws an AbortError when the answer is no; UserError when the bucket cannot be used.
 */
export async function askBefore(connection: Connection, plan: UploadPlan, steps: LaunchSteps): Promise<void> {
  for (const question of sourceQuestions(plan, steps.sourceLimit ?? defaultSourceLimit))
    await ask(question, steps);
  if (!plan.source && plan.channels.length === 0) return;
  steps.report('looking for the bucket');
  const owner = plan.defaultBucket && connection.billed ? { owner: await connection.accountId() } : {};
  const facts = await bucketFacts(await connection.s3(), plan.bucket, { signal: steps.signal, ...owner });
  if (facts.state === 'denied')
    throw new UserError(
      'not-allowed',
      `The bucket "${plan.bucket}" may not be used: it is denied, or another account’s.`,
      {
        advice:
          'Ask for s3:ListBucket on it, or name another one as DefaultS3Bucket in SageMaker’s config.yaml.',
      },
    );
  if (facts.state === 'there' && facts.region !== undefined && facts.region !== connection.region)
    throw new UserError(
      'invalid-input',
      `The bucket "${plan.bucket}" is in ${facts.region}, and the job would run in ${connection.region}.`,
      {
        advice:
          'Switch the region, or name a bucket in this one as DefaultS3Bucket in SageMaker’s config.yaml.',
      },
    );
  if (facts.state !== 'absent' || !connection.billed) return;
  const account = await connection.accountId();
  await ask(
    {
      about: 'bucket',
      message: `Create the bucket "${plan.bucket}"?`,
      detail: `Source, data and models of training jobs go there. Account ${account}, ${connection.region}. AWS bills what is stored in it.`,
      yes: 'Create Bucket',
    },
    steps,
  );
}

function sourceQuestions({ source }: UploadPlan, limit: number): LaunchQuestion[] {
  if (!source) return [];
  const { bytes, files, largest, leftOut } = source.listing;
  const questions: LaunchQuestion[] = [];
  const unreadable = leftOut.filter(({ reason }) => reason.why === 'unreadable');
  if (unreadable.length > 0)
    questions.push({
      about: 'unreadable',
      message: `${unreadable.length === 1 ? '1 entry' : `${unreadable.length} entries`} of the source folder cannot be read. Launch without?`,
      detail: unreadable
        .slice(0, 10)
        .map(({ name }) => name)
        .join('\n'),
      yes: 'Leave Out',
    });
  if (bytes > limit)
    questions.push({
      about: 'size',
      message: `The source folder has ${formatBytes(bytes)} in ${files.toLocaleString('en-US')} files. Send all of it?`,
      detail: `The largest: ${largest
        .slice(0, 3)
        .map((one) => `${one.path} (${formatBytes(one.bytes)})`)
        .join(', ')}.\n\nA .sagemakerignore file in the folder leaves files out.`,
      yes: 'Send It',
    });
  return questions;
}

async function ask(question: LaunchQuestion, steps: LaunchSteps): Promise<void> {
  if (!(await steps.confirm(question))) throw new DOMException('The launch was given up.', 'AbortError');
}
