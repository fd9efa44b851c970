import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Clients } from './connection.ts';
import type { EndpointSettings } from './endpointSettings.ts';
import { requestPlugin } from './requestPlugin.ts';

interface AnyClient {
  destroy(): void;
}

/** Milliseconds; a local answer is quick, an invocation may take SageMaker's 60 s and a little more. */
const timeouts = { connectionTimeout: 3000, requestTimeout: 70_000 };

/** SDK clients that talk to one endpoint URL, each loaded with its own chunk on first use. */
export class EndpointClients implements Clients {
  readonly #settings: EndpointSettings;
  readonly #made = new Map<string, Promise<AnyClient>>();

  constructor(settings: EndpointSettings) {
    this.#settings = settings;
  }

  sagemaker(): Promise<SageMakerClient> {
    return this.#once('sagemaker', async () => {
      const { SageMakerClient } = await import('@aws-sdk/client-sagemaker');
      const client = new SageMakerClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  runtime(): Promise<SageMakerRuntimeClient> {
    return this.#once('runtime', async () => {
      const { SageMakerRuntimeClient } = await import('@aws-sdk/client-sagemaker-runtime');
      // An invocation that failed may have run: it is never sent again by itself.
      const client = new SageMakerRuntimeClient({ ...this.#options(), maxAttempts: 1 });
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  logs(): Promise<CloudWatchLogsClient> {
    return this.#once('logs', async () => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      const client = new CloudWatchLogsClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  s3(): Promise<S3Client> {
    return this.#once('s3', async () => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      const client = new S3Client({ ...this.#options(), forcePathStyle: true });
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  sts(): Promise<STSClient> {
    return this.#once('sts', async () => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      const client = new STSClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  cloudwatch(): Promise<CloudWatchClient> {
    return this.#once('cloudwatch', async () => {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      const client = new CloudWatchClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  iam(): Promise<IAMClient> {
    return this.#once('iam', async () => {
      const { IAMClient } = await import('@aws-sdk/client-iam');
      const client = new IAMClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  quotas(): Promise<ServiceQuotasClient> {
    return this.#once('quotas', async () => {
      const { ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
      const client = new ServiceQuotasClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  ecr(): Promise<ECRClient> {
    return this.#once('ecr', async () => {
      const { ECRClient } = await import('@aws-sdk/client-ecr');
      const client = new ECRClient(this.#options());
      client.middlewareStack.use(requestPlugin(this.#settings));
      return client;
    });
  }

  async pricing(): Promise<PricingClient | undefined> {
    return undefined;
  }

  /** Closes the sockets; a client that is still loading closes as soon as it is there. */
  dispose(): void {
    for (const client of this.#made.values()) client.then((made) => made.destroy()).catch(() => undefined);
    this.#made.clear();
  }

  #options() {
    const { region, credentials } = this.#settings;
    return {
      region,
      credentials,
      endpoint: async () => ({ url: new URL(await this.#settings.endpoint()) }),
      // Operations such as StartLiveTail put a prefix before the host, which only AWS's own DNS knows.
      disableHostPrefix: true,
      maxAttempts: 3,
      requestHandler: timeouts,
    };
  }

  #once<C extends AnyClient>(service: string, make: () => Promise<C>): Promise<C> {
    const known = this.#made.get(service) as Promise<C> | undefined;
    if (known) return known;
    const made = make();
    this.#made.set(service, made);
    return made;
  }
}
