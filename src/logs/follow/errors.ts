/** Whether an error of the SDK is of this name: its code, never its wording. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
