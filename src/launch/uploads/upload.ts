import type { S3Client } from '@aws-sdk/client-s3';
import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';
import { UserError } from '../../platform/userError.ts';
import { bucketFacts, createBucket, removeEmptyBucket } from './bucket.ts';
import type { Claim } from './claims.ts';
import { isPassing } from './interruption.ts';
import type { LaunchStore } from './launchStore.ts';
import { allOf, missing } from './missing.ts';
import type { UploadPlan } from './planUploads.ts';
import { placesOf, sendMissing } from './sendMissing.ts';
import { abortLeftUploads, removeObjects } from './tidyUp.ts';

export interface UploadSteps {
  readonly store: LaunchStore;
  readonly signal: AbortSignal;
  readonly report: (step: string) => void;
  /** Names the launch to `abortLeftUploads` when it is left unfinished. */
  readonly id?: string;
}

/**
 * Sends what of a plan is missing, then does what all that is for.
 *
 * Cancelled, it removes what it has sent, and the bucket if it made that: not what was there before, nor what another launch
 * of this window needs. Failed, it leaves what has arrived for the next try.
 */
export async function upload<T>(
  connection: Pick<Connection, 's3' | 'key'>,
  plan: UploadPlan,
  steps: UploadSteps,
  then: () => Promise<T>,
): Promise<{ sentBytes: number; job: T }> {
  const { store, signal } = steps;
  const client = await connection.s3();
  const claim = store.claims.claim(placesOf(plan));
  const made = { bucket: false };
  try {
    const sentBytes = await send(client, connection.key, plan, { ...steps, claim }, made);
    signal.throwIfAborted();
    const job = await then();
    claim.keep();
    return { sentBytes, job };
  } catch (error) {
    if (signal.aborted) {
      await takeBack(client, connection.key, plan, { store, claim }, made, error);
      throw new DOMException('The launch was cancelled.', 'AbortError');
    }
    claim.keep();
    throw error;
  }
}

async function send(
  client: S3Client,
  connection: string,
  plan: UploadPlan,
  steps: UploadSteps & { claim: Claim },
  made: { bucket: boolean },
): Promise<number> {
  if (!plan.source && plan.channels.length === 0) return 0;
  const { signal, store, report } = steps;
  try {
    report('comparing with S3');
    const { state } = await bucketFacts(client, plan.bucket, { signal });
    if (state === 'absent') made.bucket = await createBucket(client, plan.bucket);
    await abortLeftUploads(client, connection, store.pending);
    const lacking = made.bucket ? allOf(plan) : await missing(client, plan, signal);
    return await sendMissing(plan, lacking, { client, connection, ...steps });
  } catch (error) {
    throw signal.aborted ? error : interrupted(plan.bucket, error);
  }
}

/** Says what was interrupted, and that it need not all be done again. */
function interrupted(bucket: string, error: unknown): unknown {
  const { reason, message, help } = explain(error);
  // Of credentials that ran out a connection tells in words of its own, which know nothing of what has arrived.
  if (!isPassing(error)) return error;
  const again = 'launch again: what has arrived is not sent again.';
  return new UserError(reason, `Sending to the bucket "${bucket}" was interrupted: ${message}`, {
    advice: reason === 'signed-out' ? `Sign in, then ${again}` : `Check the connection, then ${again}`,
    help,
    cause: error,
  });
}

async function takeBack(
  client: S3Client,
  connection: string,
  plan: UploadPlan,
  { store, claim }: { store: LaunchStore; claim: Claim },
  made: { bucket: boolean },
  cause: unknown,
): Promise<void> {
  try {
    const keys = claim.release();
    await removeObjects(client, plan.bucket, keys);
    await abortLeftUploads(
      client,
      connection,
      store.pending,
      keys.map((key) => `${plan.bucket}/${key}`),
    );
    if (made.bucket) await removeEmptyBucket(client, plan.bucket);
  } catch (error) {
    const why = explain(error).message;
    throw new UserError(
      'unexpected',
      `The launch was cancelled, and not all it had sent could be removed: ${why}`,
      {
        cause,
      },
    );
  }
}
