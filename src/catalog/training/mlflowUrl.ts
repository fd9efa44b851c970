/** @throws Error when SageMaker answers no URL */
export function mlflowUrl(url: string | undefined, name: string): string {
  if (!url) throw new Error(`SageMaker gave no URL for "${name}". Try again in a moment.`);
  return url;
}
