import { s3Errors } from './errors.ts';

/** What a listing's page holds at most. @throws AwsError `InvalidArgument` for a negative number */
export function limitOf(name: string, asked: number | undefined, most: number): number {
  if (asked !== undefined && asked < 0) {
    const message = `Argument ${name} must be an integer between 0 and 2147483647`;
    throw s3Errors.invalidArgument(name, String(asked), message);
  }
  return Math.min(asked ?? most, most);
}
