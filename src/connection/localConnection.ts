import { UserError } from '../platform/userError.ts';
import { rememberedIdentity } from './askIdentity.ts';
import { ClientsConnection } from './clientsConnection.ts';
import type { Identity } from './connection.ts';
import type { EngineAddress } from './engineAddress.ts';
import type { LocalEngine } from './localEngine.ts';
import type { OpenConnection } from './openConnection.ts';
import { placeKey, thisMachine } from './place.ts';
import { SdkClients } from './sdkClients.ts';

/** Milliseconds; a local answer is quick. */
const connectionTimeout = 3000;

/** SageMaker on this machine. Comes back by itself when the engine has gone, until it is closed. */
export class LocalConnection extends ClientsConnection implements OpenConnection {
  readonly place = thisMachine;
  readonly key = placeKey(thisMachine);
  readonly label = thisMachine.label;
  readonly partition = 'aws';
  readonly billed = false;
  readonly region: string;
  readonly identity: () => Promise<Identity>;
  readonly #engine: LocalEngine;
  protected readonly clients: SdkClients;
  #closed = false;

  /**
   * @param first the address of the engine that was just started.
   * @param signal ends the requests that are under way.
   */
  constructor(
    engine: LocalEngine,
    first: EngineAddress,
    signal: AbortSignal,
    onWrite: (operation: string) => void,
  ) {
    super();
    this.#engine = engine;
    this.region = first.region;
    this.clients = new SdkClients({
      region: first.region,
      credentials: { accessKeyId: first.accessKeyId, secretAccessKey: first.secretAccessKey },
      connectionTimeout,
      signal,
      endpoint: async () => (await this.#address()).endpoint,
      revive: async (endpoint) => {
        this.#engine.forget(endpoint);
        await this.#address();
      },
      onWrite,
      // The engine's own keys do not run out.
      onSignedOut: () => undefined,
    });
    this.identity = rememberedIdentity(this.clients);
  }

  async accountId(): Promise<string> {
    return (await this.#address()).accountId;
  }

  async environment(): Promise<Readonly<Record<string, string>>> {
    const { endpoint, region, accessKeyId, secretAccessKey } = await this.#address();
    return {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      // Operations such as StartLiveTail would put a prefix before 127.0.0.1.
      AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** From now on every request fails instead of starting the engine again. */
  close(): void {
    this.#closed = true;
    this.clients.dispose();
  }

  #address(): Promise<EngineAddress> {
    return this.#closed ? Promise.reject(closedError()) : this.#engine.address();
  }
}

function closedError(): UserError {
  return new UserError('engine-stopped', 'SageMaker on this machine has been stopped', {
    advice: 'Start it again from the Resources view.',
  });
}
