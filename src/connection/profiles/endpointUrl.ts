import type { IniSection } from '@smithy/types';

/** What decides where a service is, for a profile or none. */
export interface EndpointSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly profile: IniSection | undefined;
  /** `[services …]` sections by name. */
  readonly services: Readonly<Record<string, IniSection>>;
}

/**
 * The endpoint URL that is configured for a service, by the rules of the AWS SDKs: the service's variable, the common
 * variable, the profile's `services` section, the profile's `endpoint_url`. Undefined for AWS's own.
 * The SDK's own rules look at `AWS_PROFILE` only, not at the profile that a person has chosen.
 * @param service the SDK's service id: `SageMaker Runtime`.
 */
export function configuredEndpoint(
  service: string,
  { environment, profile, services }: EndpointSources,
): string | undefined {
  const ignore =
    environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? profile?.['ignore_configured_endpoint_urls'];
  if (ignore?.toLowerCase() === 'true') return undefined;
  const words = service.split(' ');
  const section = services[profile?.['services'] ?? ''];
  return [
    environment[['AWS_ENDPOINT_URL', ...words].join('_').toUpperCase()],
    environment['AWS_ENDPOINT_URL'],
    section?.[`${words.join('_').toLowerCase()}.endpoint_url`],
    profile?.['endpoint_url'],
  ].find((url) => url !== undefined && url !== '');
}

/** Whether an endpoint is on this machine, as emulators are; nothing there is billed. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}
