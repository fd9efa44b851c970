/** Whether an error of the SDK is of this name: its code, never its wording. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** The permission is missing; no waiting mends that. */
export function isDenied(error: unknown): boolean {
  return isNamed(error, 'AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation');
}

/** Asked too often, by this or by others of the account. */
export function isThrottled(error: unknown): boolean {
  return isNamed(
    error,
    'ThrottlingException',
    'Throttling',
    'TooManyRequestsException',
    'LimitExceededException',
  );
}

/** The stream or its group is not there, or no longer. */
export function isMissing(error: unknown): boolean {
  return isNamed(error, 'ResourceNotFoundException');
}

/** SageMaker knows no such job or endpoint. */
export function isNoResource(error: unknown): boolean {
  return isNamed(error, 'ResourceNotFound', 'ValidationException');
}
