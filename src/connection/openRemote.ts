import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { UserError } from '../platform/userError.ts';
import { orAborted } from './abortWith.ts';
import { askMfaCode } from './askMfaCode.ts';
import { credentialsFor } from './credentials.ts';
import type { ConnectionEvents } from './openConnection.ts';
import type { RemotePlace } from './place.ts';
import { configuredEndpoint, type EndpointSources, isLoopback } from './profiles/endpointUrl.ts';
import { readSharedConfig, type SharedConfig } from './profiles/sharedConfig.ts';
import { RemoteConnection } from './remoteConnection.ts';
import { keysOf } from './remoteEnvironment.ts';

/**
 * Connects to AWS or to an endpoint URL, and asks it who one is.
 * @throws UserError `signed-out`, `not-reachable`, or `invalid-input` for a profile that is not there.
 */
export async function openRemote(
  place: RemotePlace,
  signal: AbortSignal,
  events: ConnectionEvents,
  log: Log,
): Promise<RemoteConnection> {
  const config = await readSharedConfig();
  const sources = endpointSources(place, config);
  const endpoint = (service: string): string | undefined =>
    place.kind === 'endpoint' ? place.url : configuredEndpoint(service, sources);
  const url = endpoint('SageMaker');
  if (url !== undefined && url.startsWith('http:') && !isLoopback(url))
    log.warn(`Not encrypted: others in the network can read what is sent to ${url}.`);
  // The SDK looks at the variables itself, one for each of its two services.
  const sso = configuredEndpoint('SSO', { ...sources, environment: {} });
  const credentials = await credentialsFor(keysOf(place), {
    region: place.region,
    sts: endpoint('STS'),
    sso: process.env['AWS_ENDPOINT_URL_SSO'] === undefined ? sso : undefined,
    askMfaCode: (serial) => askMfaCode(serial, place.label, signal),
    onSecret: (secret) => log.hide(secret),
  });
  const connection = new RemoteConnection(place, { credentials, endpoint }, signal, events);
  try {
    await orAborted(() => connection.identity(), signal);
    return connection;
  } catch (error) {
    connection.close();
    signal.throwIfAborted();
    throw explained(error, endpoint('STS'), place);
  }
}

function endpointSources(place: RemotePlace, config: SharedConfig): EndpointSources {
  const keys = keysOf(place);
  const name = keys.from === 'profile' ? keys.profile : process.env['AWS_PROFILE'];
  const profile = config.profiles[name ?? 'default'];
  if (keys.from === 'profile' && !profile)
    throw new UserError(
      'invalid-input',
      `The shared config and credentials files have no profile "${keys.profile}"`,
      {
        advice: 'Switch the connection, or add the profile to ~/.aws/config.',
        help: ['switch-connection'],
      },
    );
  const missing = profile?.['services'];
  if (missing !== undefined && !config.services[missing])
    throw new UserError(
      'invalid-input',
      `The profile names "services = ${missing}", and ~/.aws/config has no section "[services ${missing}]"`,
      { help: ['switch-connection'] },
    );
  return { environment: process.env, profile, services: config.services };
}

/** The SDK's own words are about its protocol; a person wants to know who did not answer, or what his keys lack. */
function explained(error: unknown, url: string | undefined, place: RemotePlace): unknown {
  const { reason, message } = explain(error);
  if (reason === 'signed-out') {
    return new UserError(reason, message, {
      cause: error,
      advice: 'Sign in again, switch the connection, or the region if the account has not enabled it.',
      help: ['sign-in', 'switch-connection', 'switch-region'],
    });
  }
  if (reason === 'not-reachable' || (url !== undefined && !isAnswer(error))) {
    const where = url ?? `AWS in ${place.region}`;
    const what = reason === 'not-reachable' ? 'cannot be reached' : 'does not answer as AWS does';
    return new UserError('not-reachable', `${where} ${what}: ${message}`, {
      cause: error,
      advice: url === undefined ? 'Check the network and the region.' : 'Check the endpoint URL.',
      help: url === undefined ? ['switch-region', 'switch-connection'] : ['switch-connection'],
    });
  }
  return error;
}

/** An error that a service has named, not one of reading what came. */
function isAnswer(error: unknown): boolean {
  if (error instanceof UserError) return true;
  if (!(error instanceof Error) || !('$fault' in error)) return false;
  return !/^(Unknown|UnknownError|Error|\d+)$/.test(error.name);
}
