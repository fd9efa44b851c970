/** What every SDK client of a connection is made with. */
export interface EndpointSettings {
  readonly region: string;
  /** Asked for every request: a restarted engine listens on another port. */
  endpoint(): Promise<string>;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /**
   * Called when nothing listens at this endpoint any more, before the request is sent once more.
   * @throws when the place cannot be brought back.
   */
  revive(endpoint: string): Promise<void>;
  /** A request that created, changed or deleted something has succeeded. */
  onWrite(operation: string): void;
}
