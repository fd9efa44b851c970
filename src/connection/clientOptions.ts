import type { ClientSettings } from './clientSettings.ts';

/** Milliseconds; an invocation may take SageMaker's 60 s and a little more. */
const requestTimeout = 70_000;

/** What an SDK client of a connection is constructed with; without an endpoint it goes to AWS's own. */
export type ClientOptions = Awaited<ReturnType<typeof clientOptions>>;

/** @param service the SDK's service id: `SageMaker Runtime`. */
export async function clientOptions(service: string, settings: ClientSettings) {
  const { region, credentials, connectionTimeout } = settings;
  const custom = (await settings.endpoint(service)) !== undefined;
  return {
    region,
    credentials,
    maxAttempts: 3,
    requestHandler: { connectionTimeout, requestTimeout },
    // What the environment and the profile configure is known already; the SDK would look at another profile.
    ignoreConfiguredEndpointUrls: true,
    ...(custom && {
      endpoint: async () => ({ url: new URL((await settings.endpoint(service)) ?? '') }),
      // Operations such as StartLiveTail put a prefix before the host, which only AWS's own DNS knows.
      disableHostPrefix: true,
    }),
  };
}
