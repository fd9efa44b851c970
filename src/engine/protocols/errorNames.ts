import { type AwsError } from '../http/awsError.ts';

/**
 * Error code → shape name, for services whose codes of the query protocol differ from their shapes' names
 * (`InvalidParameterValue` → `InvalidParameterValueException`). Newer protocols send the name, and the code in a header.
 */
export type ErrorNames = Readonly<Record<string, string>>;

/** An error as the protocols other than query name it. */
export function wireError(
  error: AwsError,
  names: ErrorNames | undefined,
): { readonly name: string; readonly headers: Readonly<Record<string, string>> } {
  if (!names) return { name: error.code, headers: {} };
  const side = error.status < 500 ? 'Sender' : 'Receiver';
  return {
    name: names[error.code] ?? error.code,
    headers: { 'x-amzn-query-error': `${error.code};${side}` },
  };
}
