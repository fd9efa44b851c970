import { explain } from '../platform/explain.ts';

const unknownOperations =
  /^(UnknownOperation|UnsupportedOperation|NotImplemented|InvalidAction|ActionNotAllowed|OperationNotSupported)/;

/**
 * Whether the connection does not offer what was asked for: no permission, or an operation that its region or endpoint does
 * not have. Asking again by itself makes no sense.
 */
export function isRefusal(error: unknown): boolean {
  if (explain(error).reason === 'not-allowed') return true;
  if (typeof error !== 'object' || error === null) return false;
  const name = 'name' in error && typeof error.name === 'string' ? error.name : '';
  return unknownOperations.test(name) || status(error) === 501;
}

function status(error: object): number | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

/** Milliseconds for which a throttling service asks to be left alone by its header Retry-After; undefined when it does not. */
export function retryAfter(error: unknown, now = Date.now()): number | undefined {
  const value = header(error, 'retry-after');
  if (value === undefined) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}

function header(error: unknown, name: string): string | undefined {
  const response = member(error, '$response');
  const value = member(member(response, 'headers'), name);
  return typeof value === 'string' ? value : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
