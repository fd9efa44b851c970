import { settings } from '../../manifest/settings.ts';
import { formatBytes } from '../../analysis/text/bytes.ts';
import { readSetting } from '../../platform/settings.ts';
import { UserError } from '../../platform/userError.ts';
import type { Readable } from 'node:stream';

/** Bytes up to which a file opens in an editor. */
export const largestInEditor = () => readSetting(settings.s3LargestFile) * 2 ** 20;

/** A file is larger than what is held in memory; it can be downloaded. */
export class TooLargeError extends UserError {
  constructor(what: string, size: number) {
    super(
      'invalid-input',
      `${what} has ${formatBytes(size)}; files of up to ${formatBytes(largestInEditor())} open in an editor.`,
      { advice: 'Download it instead, or raise the setting "sagemaker.s3.largestFile".' },
    );
  }
}

/**
 * Reads a stream to its end.
 * @param size what it is said to hold, in bytes; it is not read when that is too much.
 * @throws UserError `not-reachable` when it ends early.
 */
export async function readWhole(what: string, body: Readable, size: number): Promise<Uint8Array> {
  if (size > largestInEditor()) {
    body.destroy();
    throw new TooLargeError(what, size);
  }
  const content = Buffer.allocUnsafe(size);
  let at = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) at += chunk.copy(content, at);
  } catch (error) {
    throw new UserError('not-reachable', `${what} could not be read to its end.`, { cause: error });
  }
  if (at < size)
    throw new UserError('not-reachable', `${what} ended after ${formatBytes(at)} of ${formatBytes(size)}.`);
  return content;
}
