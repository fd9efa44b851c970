import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** What every SDK client of a connection is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** Milliseconds until a connection must stand. */
  readonly connectionTimeout: number;
  /**
   * Where a service is; undefined for AWS's own endpoint in the region. Asked for every request: a restarted engine
   * listens on another port.
   * @param service the SDK's service id: `SageMaker Runtime`.
   */
  endpoint(service: string): Promise<string | undefined>;
  /** Aborts when the connection ends, and every request with it. Its reason is what those requests throw. */
  readonly signal: AbortSignal;
  /**
   * Called when nothing listens at this endpoint any more, before the request is sent once more. Without it, it is not.
   * @throws when the place cannot be brought back.
   */
  readonly revive?: (endpoint: string) => Promise<void>;
  /** A request that created, changed or deleted something has succeeded. */
  onWrite(operation: string): void;
  /** A request was refused for its credentials. */
  onSignedOut(error: unknown): void;
}
