/** A key that requests are signed with. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary keys: what the request must name beside its signature. */
  readonly sessionToken?: string;
  /** Epoch seconds, of temporary keys. */
  readonly expiration?: number;
}

/** The keys that are known here. */
export interface KeyRing {
  find(accessKeyId: string): SigningKey | undefined;
}
