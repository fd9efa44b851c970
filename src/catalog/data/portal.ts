/** Where people sign in to label or review: SageMaker names the host only. */
export function portalAddress(subDomain: string | undefined): string | undefined {
  if (!subDomain) return undefined;
  return /^https?:/.test(subDomain) ? subDomain : `https://${subDomain}`;
}
