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
import { abortWith, type SdkRequestHandler } from './abortWith.ts';
import { clientOptions, type ClientOptions } from './clientOptions.ts';
import type { ClientSettings } from './clientSettings.ts';
import type { Clients } from './connection.ts';
import { priceListRegion } from './regions.ts';
import { requestPlugin } from './requestPlugin.ts';

interface AnyClient {
  readonly config: { readonly requestHandler: SdkRequestHandler };
  destroy(): void;
}

/** The SDK clients of one connection, each loaded with its own chunk on first use. */
export class SdkClients implements Clients {
  readonly #settings: ClientSettings;
  readonly #made = new Map<string, Promise<AnyClient>>();

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  sagemaker(): Promise<SageMakerClient> {
    return this.#once('SageMaker', async (options) => {
      const { SageMakerClient } = await import('@aws-sdk/client-sagemaker');
      const client = new SageMakerClient(options);
      client.middlewareStack.use(requestPlugin('SageMaker', this.#settings));
      return client;
    });
  }

  runtime(): Promise<SageMakerRuntimeClient> {
    return this.#once('SageMaker Runtime', async (options) => {
      const { SageMakerRuntimeClient } = await import('@aws-sdk/client-sagemaker-runtime');
      // An invocation that failed may have run: it is never sent again by itself.
      const client = new SageMakerRuntimeClient({ ...options, maxAttempts: 1 });
      client.middlewareStack.use(requestPlugin('SageMaker Runtime', this.#settings));
      return client;
    });
  }

  logs(): Promise<CloudWatchLogsClient> {
    return this.#once('CloudWatch Logs', async (options) => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      const client = new CloudWatchLogsClient(options);
      client.middlewareStack.use(requestPlugin('CloudWatch Logs', this.#settings));
      return client;
    });
  }

  s3(): Promise<S3Client> {
    return this.#once('S3', async (options) => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      const client = new S3Client({ ...options, forcePathStyle: options.endpoint !== undefined });
      client.middlewareStack.use(requestPlugin('S3', this.#settings));
      return client;
    });
  }

  sts(): Promise<STSClient> {
    return this.#once('STS', async (options) => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      const client = new STSClient(options);
      client.middlewareStack.use(requestPlugin('STS', this.#settings));
      return client;
    });
  }

  cloudwatch(): Promise<CloudWatchClient> {
    return this.#once('CloudWatch', async (options) => {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      const client = new CloudWatchClient(options);
      client.middlewareStack.use(requestPlugin('CloudWatch', this.#settings));
      return client;
    });
  }

  iam(): Promise<IAMClient> {
    return this.#once('IAM', async (options) => {
      const { IAMClient } = await import('@aws-sdk/client-iam');
      const client = new IAMClient(options);
      client.middlewareStack.use(requestPlugin('IAM', this.#settings));
      return client;
    });
  }

  quotas(): Promise<ServiceQuotasClient> {
    return this.#once('Service Quotas', async (options) => {
      const { ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
      const client = new ServiceQuotasClient(options);
      client.middlewareStack.use(requestPlugin('Service Quotas', this.#settings));
      return client;
    });
  }

  ecr(): Promise<ECRClient> {
    return this.#once('ECR', async (options) => {
      const { ECRClient } = await import('@aws-sdk/client-ecr');
      const client = new ECRClient(options);
      client.middlewareStack.use(requestPlugin('ECR', this.#settings));
      return client;
    });
  }

  async pricing(): Promise<PricingClient | undefined> {
    const region = priceListRegion(this.#settings.region);
    if (region === undefined || (await this.#settings.endpoint('SageMaker')) !== undefined) return undefined;
    return this.#once('Pricing', async (options) => {
      const { PricingClient } = await import('@aws-sdk/client-pricing');
      const client = new PricingClient({ ...options, region });
      client.middlewareStack.use(requestPlugin('Pricing', this.#settings));
      return client;
    });
  }

  /** Closes the sockets; a client that is still loading closes as soon as it is there. */
  dispose(): void {
    for (const client of this.#made.values()) client.then((made) => made.destroy()).catch(() => undefined);
    this.#made.clear();
  }

  #once<C extends AnyClient>(service: string, make: (options: ClientOptions) => Promise<C>): Promise<C> {
    const known = this.#made.get(service) as Promise<C> | undefined;
    if (known) return known;
    const made = clientOptions(service, this.#settings)
      .then(make)
      .then((client) => {
        abortWith(client.config.requestHandler, this.#settings.signal);
        return client;
      });
    this.#made.set(service, made);
    // What could not be made, as on a stopped engine, is tried again the next time.
    made.catch(() => this.#made.delete(service));
    return made;
  }
}
