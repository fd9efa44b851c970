import { explain } from '../../platform/explain.ts';

/** An answer, or why it could not be asked for. */
export type Asked<T> = { readonly value: T } | { readonly notChecked: string };

/**
 * Asks, and takes a refusal for an answer: not everybody may look at everything, and a launch may be right all the same.
 * An endpoint that does not have the operation counts as a refusal.
 * @param permission of IAM that it takes: `iam:ListRoles`
 * @throws what is no refusal: no network, expired credentials …
 */
export async function unlessRefused<T>(permission: string, ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (explain(error).reason === 'not-allowed')
      return { notChecked: `${permission} is not allowed on this connection` };
    if (isUnknownOperation(error)) return { notChecked: `this endpoint has no ${permission}` };
    throw error;
  }
}

export function isUnknownOperation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /^(UnknownOperation|NotImplemented|InvalidAction|UnsupportedOperation)/.test(error.name);
}
