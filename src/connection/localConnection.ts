import { UserError } from '../platform/userError.ts';
import type { Connection, Identity } from './connection.ts';
import type { EngineAddress } from './engineAddress.ts';
import { askIdentity } from './askIdentity.ts';
import { EndpointClients } from './endpointClients.ts';
import type { LocalEngine } from './localEngine.ts';
import { thisMachine } from './place.ts';

/** SageMaker on this machine. Comes back by itself when the engine has gone, until it is closed. */
export class LocalConnection implements Connection {
  readonly place = thisMachine;
  readonly key = thisMachine.kind;
  readonly label = thisMachine.label;
  readonly partition = 'aws';
  readonly billed = false;
  readonly region: string;
  readonly #engine: LocalEngine;
  readonly #clients: EndpointClients;
  #identity: Promise<Identity> | undefined;
  #closed = false;

  /** @param first the address of the engine that was just started. */
  constructor(engine: LocalEngine, first: EngineAddress, onWrite: (operation: string) => void) {
    this.#engine = engine;
    this.region = first.region;
    this.#clients = new EndpointClients({
      region: first.region,
      credentials: { accessKeyId: first.accessKeyId, secretAccessKey: first.secretAccessKey },
      endpoint: async () => (await this.#address()).endpoint,
      revive: async (endpoint) => {
        this.#engine.forget(endpoint);
        await this.#address();
      },
      onWrite,
    });
  }

  sagemaker() {
    return this.#clients.sagemaker();
  }

  runtime() {
    return this.#clients.runtime();
  }

  logs() {
    return this.#clients.logs();
  }

  s3() {
    return this.#clients.s3();
  }

  sts() {
    return this.#clients.sts();
  }

  cloudwatch() {
    return this.#clients.cloudwatch();
  }

  iam() {
    return this.#clients.iam();
  }

  quotas() {
    return this.#clients.quotas();
  }

  ecr() {
    return this.#clients.ecr();
  }

  pricing() {
    return this.#clients.pricing();
  }

  identity(): Promise<Identity> {
    this.#identity ??= askIdentity(this).catch((error: unknown) => {
      this.#identity = undefined;
      throw error;
    });
    return this.#identity;
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
    this.#clients.dispose();
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
