import { join } from 'node:path';
import { createdByTags } from '../catalog/tags.ts';
import type { Connection } from '../connection/connection.ts';
import { formatBytes } from '../platform/bytes.ts';
import { UserError } from '../platform/userError.ts';
import { createTrainingJobRequest } from './createTrainingJobRequest.ts';
import { jobPlaces, type JobPlaces } from './places.ts';
import { bundleStream } from './sourceBundle.ts';
import { listDataFiles, listSourceFiles, type SourceFile } from './sourceFiles.ts';
import { totalSize } from './sizes.ts';
import type { TrainingSpec } from './trainingSpec.ts';
import { Uploads } from './uploads.ts';

/** How a launch talks to whoever started it. */
export interface LaunchSteps {
  readonly report: (step: string) => void;
  readonly signal: AbortSignal;
  /** Whether to send a source folder that is larger than one expects; false gives the launch up. */
  readonly confirmSize: (files: readonly SourceFile[]) => Promise<boolean>;
}

/** More than this is no source code. Bytes, before compression. */
const surprisingSize = 50 * 2 ** 20;

/**
 * Sends source and data to S3 and creates the training job.
 * @returns the job's ARN. When it rejects, cancelled or failed, what had been sent is removed again.
 */
export async function startTraining(
  connection: Connection,
  spec: TrainingSpec,
  steps: LaunchSteps,
): Promise<string> {
  const { report, signal } = steps;
  report('reading the source folder');
  const source = await sourceOf(spec, signal);
  if (totalSize(source) > surprisingSize && !(await steps.confirmSize(source))) throw abortError();
  const { account, arn } = await connection.identity();
  const places = jobPlaces(spec.jobName, connection.region, account, spec.defaults);
  const uploads = new Uploads(await connection.s3(), places.bucket, signal);
  try {
    await uploads.ensureBucket(!connection.billed);
    report(
      `sending ${source.length} source ${source.length === 1 ? 'file' : 'files'}, ${formatBytes(totalSize(source))}`,
    );
    await uploads.put(places.sourceKey, await bundleStream(source, signal));
    await sendChannels(spec, places, uploads, steps);
    signal.throwIfAborted();
    report('creating the training job');
    const { CreateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await connection.sagemaker();
    // Not aborted halfway: a job that was created in spite of it would run without anyone knowing.
    const request = { ...createTrainingJobRequest(spec, places), Tags: createdByTags(arn) };
    const answer = await client.send(new CreateTrainingJobCommand(request));
    return answer.TrainingJobArn ?? '';
  } catch (error) {
    await undo(uploads, error);
    throw signal.aborted ? abortError() : error;
  }
}

async function sourceOf(spec: TrainingSpec, signal: AbortSignal): Promise<SourceFile[]> {
  const except = spec.channels.flatMap(({ source }) => ('folder' in source ? [source.folder] : []));
  const always = [join(spec.sourceFolder, ...spec.script.split('/'))];
  return listSourceFiles(spec.sourceFolder, { except, always, signal });
}

async function sendChannels(
  spec: TrainingSpec,
  places: JobPlaces,
  uploads: Uploads,
  steps: LaunchSteps,
): Promise<void> {
  for (const { name, source } of spec.channels) {
    if (!('folder' in source)) continue;
    const files = await listDataFiles(source.folder, steps.signal);
    if (files.length === 0)
      throw new UserError(
        'invalid-input',
        `The data folder for channel "${name}" is empty: ${source.folder}`,
      );
    const total = totalSize(files);
    let sent = 0;
    const say = (): void =>
      steps.report(`sending data for "${name}": ${formatBytes(sent)} of ${formatBytes(total)}`);
    say();
    await uploads.putFiles(files, places.inputPrefix(name), (bytes) => {
      sent += bytes;
      say();
    });
  }
}

async function undo(uploads: Uploads, cause: unknown): Promise<void> {
  try {
    await uploads.undo();
  } catch (error) {
    throw new UserError(
      'unexpected',
      `The launch failed, and not all it had sent could be removed: ${said(error)}`,
      { cause },
    );
  }
}

function abortError(): Error {
  return new DOMException('The launch was cancelled.', 'AbortError');
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
