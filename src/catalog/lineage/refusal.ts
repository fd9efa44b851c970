/**
 * Whether an error says that there is no such thing, or no such operation, rather than that asking failed: wrong credentials,
 * throttling and a broken line are not.
 */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || /Throttl|AccessDenied|Token|Signature/.test(error.name)) return false;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return [400, 404, 501].includes($metadata?.httpStatusCode ?? 0);
}
