import type { S3Client } from '@aws-sdk/client-s3';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { Disposables } from '../../platform/disposables.ts';
import { statusOf } from './s3Failure.ts';

/**
 * The client for a bucket, in the bucket's own region. The SDK's `followRegionRedirects` changes the region of the shared
 * client while a request is under way, so that two at once can leave it in the wrong one; here each region has its client.
 */
export class BucketClients extends Disposables {
  readonly #connections: Pick<ConnectionService, 'connect'>;
  readonly #regions = new Map<string, string>();
  readonly #clients = new Map<string, S3Client>();

  constructor(connections: Pick<ConnectionService, 'connect' | 'onDidChange'>) {
    super();
    this.#connections = connections;
    this.add(connections.onDidChange(() => this.#forget()));
    this.add({ dispose: () => this.#forget() });
  }

  /** The client of the connection itself, for what concerns no bucket. */
  async home(): Promise<S3Client> {
    return (await this.#connections.connect()).s3();
  }

  /**
   * Runs a request with the bucket's client, once more where S3 says that the bucket is elsewhere.
   * @param request may run twice: what it sends must not be a stream that has begun.
   */
  async run<T>(bucket: string, request: (client: S3Client) => Promise<T>): Promise<T> {
    const asked = this.#regions.get(bucket);
    try {
      return await request(await this.#clientOf(bucket));
    } catch (error) {
      const region = regionFrom(error);
      if (region === undefined || region === asked) throw error;
      this.#regions.set(bucket, region);
      return request(await this.#clientOf(bucket));
    }
  }

  /** The client for a stream, which can be sent once only: the bucket's region is asked for first. */
  async forStream(bucket: string): Promise<S3Client> {
    const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
    const head = (client: S3Client) => client.send(new HeadBucketCommand({ Bucket: bucket }));
    // Who may write objects need not be allowed to look at the bucket: the request itself will say what is wrong.
    await this.run(bucket, head).catch(() => undefined);
    return this.#clientOf(bucket);
  }

  async #clientOf(bucket: string): Promise<S3Client> {
    const home = await this.home();
    const region = this.#regions.get(bucket);
    if (region === undefined) return home;
    const known = this.#clients.get(region);
    if (known) return known;
    const { S3Client } = await import('@aws-sdk/client-s3');
    const { config } = home;
    const made = new S3Client({
      region,
      credentials: config.credentials,
      requestHandler: config.requestHandler,
      maxAttempts: config.maxAttempts,
      ignoreConfiguredEndpointUrls: true,
      forcePathStyle: config.forcePathStyle,
      // A URL that was given goes for all regions; AWS has one of its own for each.
      ...(config.isCustomEndpoint === true && config.endpoint ? { endpoint: config.endpoint } : {}),
    });
    this.#clients.set(region, made);
    return made;
  }

  #forget(): void {
    this.#regions.clear();
    // Their sockets are those of the connection's client, which closes them itself.
    this.#clients.clear();
  }
}

function regionFrom(error: unknown): string | undefined {
  if (![301, 307, 400].includes(statusOf(error) ?? 0)) return undefined;
  if (typeof error !== 'object' || error === null || !('$response' in error)) return undefined;
  const response = error.$response as { headers?: Record<string, string> } | undefined;
  return response?.headers?.['x-amz-bucket-region'];
}
