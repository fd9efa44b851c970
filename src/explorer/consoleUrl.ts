import type { Connection } from '../connection/connection.ts';

/** Whether the AWS console shows what the connection does: not this machine's resources, nor another endpoint's. */
export function inAws({ billed, place }: Connection): boolean {
  return billed && (place.kind === 'profile' || place.kind === 'environment');
}

/** Where each partition has its console. */
const domains: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** @param path behind the `#`, as a kind's `consolePath` gives it. */
export function consoleUrl(
  { region, partition }: { readonly region: string; readonly partition: string },
  path: string,
): string {
  const domain = domains[partition] ?? domains['aws'];
  return `https://${region}.${domain}/sagemaker/home?region=${region}#${path}`;
}
