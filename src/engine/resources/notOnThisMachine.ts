import { AwsError } from '../http/awsError.ts';
import { type JsonHandler } from '../protocols/awsJson.ts';

/** For an operation that AWS has and that can mean nothing on one machine. */
export function notOnThisMachine(operation: string, why: string): JsonHandler {
  return () => {
    throw new AwsError('ValidationException', `${operation} has no meaning on this machine: ${why}`);
  };
}
