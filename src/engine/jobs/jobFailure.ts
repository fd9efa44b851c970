/** Ends a job with this `FailureReason`: `ClientError: …` for the request's fault, `InternalServerError: …` for ours. */
export class JobFailure extends Error {
  constructor(
    kind: 'ClientError' | 'AlgorithmError' | 'InternalServerError',
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${kind}: ${message}`, options);
    this.name = 'JobFailure';
  }
}

/** Any fault as a `JobFailure`: what is not one already is AWS's answer about S3, or the engine's own fault. */
export function asJobFailure(error: unknown, doing: string): JobFailure {
  if (error instanceof JobFailure) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const kind = ['NoSuchBucket', 'NoSuchKey', 'AccessDenied'].includes(name)
    ? 'ClientError'
    : 'InternalServerError';
  return new JobFailure(kind, `${doing}: ${name === 'Error' ? '' : `${name}: `}${message}`, { cause: error });
}
