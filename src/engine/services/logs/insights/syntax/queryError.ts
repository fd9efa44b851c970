import { AwsError } from '../../../../http/awsError.ts';

/** A stretch of a query's text, in characters; `end` is past its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The error for a query that cannot be understood, with the place in its text. */
export function malformedQuery(message: string, { start, end }: Span): AwsError {
  const location = { startCharOffset: start, endCharOffset: end };
  return new AwsError('MalformedQueryException', message, 400, { queryCompileError: { location, message } });
}
