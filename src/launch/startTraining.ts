import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../connection/connection.ts';
import { UserError } from '../platform/userError.ts';
import { createTrainingJobRequest } from './spec/createTrainingJobRequest.ts';
import { sameJson } from './spec/json.ts';
import type { LaunchSpec } from './spec/launchSpec.ts';
import { createJob, type CreatedJob } from './createJob.ts';
import { jobNameFor } from './jobName.ts';
import { askBefore, type LaunchQuestion } from './launchQuestions.ts';
import type { LaunchStore } from './uploads/launchStore.ts';
import { planUploads, type PlanOptions, type UploadPlan } from './uploads/planUploads.ts';
import { upload } from './uploads/upload.ts';

/** How a launch talks to whoever started it. */
export interface LaunchSteps {
  readonly report: (step: string) => void;
  readonly signal: AbortSignal;
  readonly store: LaunchStore;
  /** False gives the launch up. */
  readonly confirm: (question: LaunchQuestion) => Promise<boolean>;
  /** From config.yaml. */
  readonly defaults?: NonNullable<PlanOptions['defaults']>;
  /** A source folder with more bytes than this, before compression, is asked about. */
  readonly sourceLimit?: number;
  /** Default: made of the spec and the time. */
  readonly jobName?: string;
  /** Names the launch to what takes back its uploads when it is left unfinished. */
  readonly id?: string;
  /** The request that the person has seen; no other is sent. */
  readonly shown?: CreateTrainingJobRequest;
}

/** What a launch has made. */
export interface Launched extends CreatedJob {
  readonly plan: UploadPlan;
  /** Bytes that were sent to S3; what was there already is not. */
  readonly sentBytes: number;
}

/**
 * Sends what of source and data is not in S3 yet, and creates the training job.
 *
 * When it is cancelled, what this launch has sent is removed again. When it fails, what has arrived stays: the next try
 * sends the rest.
 * @throws UserError saying what is wrong and what to do; an AbortError when the person gives it up.
 */
export async function launch(
  connection: Connection,
  spec: LaunchSpec,
  steps: LaunchSteps,
): Promise<Launched> {
  const plan = await planUploads(connection, spec, steps);
  const wrong = plan.problems.find(({ severity }) => severity === 'error');
  if (wrong) throw new UserError('invalid-input', wrong.message);
  const fixedName = spec.request.TrainingJobName;
  const jobName = steps.jobName ?? fixedName ?? jobNameFor(spec.baseJobName ?? spec.script, new Date());
  if (steps.shown && !sameJson(steps.shown, createTrainingJobRequest(spec, plan.places, jobName)))
    throw new UserError(
      'changed-meanwhile',
      'The source or the data has changed since the request was shown.',
      {
        advice: 'Look at the request again, and launch.',
      },
    );
  await askBefore(connection, plan, steps);
  const { sentBytes, job } = await upload(connection, plan, steps, () => {
    steps.report('creating the training job');
    return createJob(connection, spec, plan.places, { jobName, nameIsFixed: fixedName !== undefined });
  });
  return { ...job, plan, sentBytes };
}
