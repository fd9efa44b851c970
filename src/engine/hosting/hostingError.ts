import { AwsError } from '../http/awsError.ts';

/** AWS's limit for `FailureReason`, characters. */
const REASON_LENGTH = 1024;

/** Why an endpoint cannot serve; the message becomes its `FailureReason`. */
export class HostingError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostingError';
  }
}

/** The image cannot run, the request cannot be carried out here, a resource is gone: the owner's to mend. */
export function clientError(message: string, cause?: unknown): HostingError {
  return new HostingError(`ClientError: ${message}`, { cause });
}

/** The `FailureReason` of any error. @throws nothing; what is unexpected is worded as AWS words its own faults. */
export function failureReason(error: unknown): string {
  const message =
    error instanceof HostingError || error instanceof AwsError
      ? error.message
      : `InternalServerError: ${error instanceof Error ? error.message : String(error)}`;
  return message.length <= REASON_LENGTH ? message : `${message.slice(0, REASON_LENGTH - 1)}…`;
}

/** AWS's words for a container that does not come up, then what it printed last; that tail is what a person needs. */
export function pingFailure(variant: string, what: string, tail: string): HostingError {
  const head =
    `The primary container for production variant ${variant} did not pass the ping health check. ` +
    `Please check CloudWatch logs for this endpoint. ${what}`;
  const room = REASON_LENGTH - head.length - 1;
  let text = '';
  for (const line of tail.split('\n').toReversed()) {
    if (text.length + line.length + 1 > room) break;
    text = `\n${line}${text}`;
  }
  return new HostingError(head + text);
}
