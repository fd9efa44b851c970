import type { EndpointKeys, RemotePlace } from './place.ts';

/** What VS Code's own environment says about where files and services are; a terminal elsewhere does not know it. */
const passedOn = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CA_BUNDLE'];

/**
 * The variables with which boto3 and the AWS CLI reach a place. No secrets: they read the same profile, or take the keys
 * from their own environment.
 */
export function remoteEnvironment(
  place: RemotePlace,
  own: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const url = place.kind === 'endpoint' ? place.url : own['AWS_ENDPOINT_URL'];
  return {
    ...Object.fromEntries(passedOn.flatMap((name) => (own[name] ? [[name, own[name]]] : []))),
    ...keyVariables(keysOf(place)),
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    ...(url ? { AWS_ENDPOINT_URL: url } : {}),
    // Operations such as StartLiveTail would put a prefix before the host.
    ...(place.kind === 'endpoint' ? { AWS_DISABLE_HOST_PREFIX_INJECTION: 'true' } : {}),
  };
}

/** Whose keys sign the requests to a place. */
export function keysOf(place: RemotePlace): EndpointKeys {
  switch (place.kind) {
    case 'profile':
      return { from: 'profile', profile: place.profile };
    case 'environment':
      return { from: 'environment' };
    case 'endpoint':
      return place.keys;
  }
}

function keyVariables(keys: EndpointKeys): Record<string, string> {
  switch (keys.from) {
    case 'profile':
      return { AWS_PROFILE: keys.profile };
    case 'environment':
      return {};
    case 'test':
      return { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  }
}
