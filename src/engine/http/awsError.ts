/** An error that a client is to see, by AWS's own code. */
export class AwsError extends Error {
  /** AWS's error code: `ValidationException`, `NoSuchKey` … */
  readonly code: string;
  readonly status: number;
  /** Further members of the error's shape, in wire form (`{ Resource: '/bucket/key' }`). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    status = 400,
    members: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** SageMaker's and others' common complaint about input. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** What an unexpected fault becomes on the wire: no internals leave the engine, the engine's own log has them. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError(
    'InternalFailure',
    'The local engine failed on this request; its log says why.',
    500,
    {},
    { cause: error },
  );
}
