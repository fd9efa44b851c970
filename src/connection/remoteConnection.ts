import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { rememberedIdentity } from './askIdentity.ts';
import { ClientsConnection } from './clientsConnection.ts';
import type { Identity } from './connection.ts';
import type { ConnectionEvents, OpenConnection } from './openConnection.ts';
import { type RemotePlace, placeKey } from './place.ts';
import { isLoopback } from './profiles/endpointUrl.ts';
import { partitionOf } from './regions.ts';
import { remoteEnvironment } from './remoteEnvironment.ts';
import { SdkClients } from './sdkClients.ts';

/** Milliseconds; AWS may be far away. */
const connectionTimeout = 10_000;

/** What opening a remote place has found out. */
export interface RemoteSettings {
  readonly credentials: AwsCredentialIdentityProvider;
  /** The URL of a service; undefined for AWS's own. */
  readonly endpoint: (service: string) => string | undefined;
}

/** AWS, or an endpoint URL that speaks as AWS does. */
export class RemoteConnection extends ClientsConnection implements OpenConnection {
  readonly place: RemotePlace;
  readonly key: string;
  readonly label: string;
  readonly region: string;
  readonly partition: string;
  readonly billed: boolean;
  readonly identity: () => Promise<Identity>;
  protected readonly clients: SdkClients;

  /** @param signal ends the requests that are under way. */
  constructor(place: RemotePlace, settings: RemoteSettings, signal: AbortSignal, events: ConnectionEvents) {
    super();
    this.place = place;
    this.key = placeKey(place);
    this.label = place.label;
    this.region = place.region;
    this.partition = partitionOf(place.region);
    const url = settings.endpoint('SageMaker');
    this.billed = url === undefined || !isLoopback(url);
    this.clients = new SdkClients({
      region: place.region,
      credentials: settings.credentials,
      connectionTimeout,
      signal,
      endpoint: async (service) => settings.endpoint(service),
      onWrite: (operation) => events.onWrite(operation),
      onSignedOut: (error) => events.onSignedOut(error),
    });
    this.identity = rememberedIdentity(this.clients);
  }

  async accountId(): Promise<string> {
    return (await this.identity()).account;
  }

  async environment(): Promise<Readonly<Record<string, string>>> {
    return remoteEnvironment(this.place, process.env);
  }

  close(): void {
    this.clients.dispose();
  }
}
