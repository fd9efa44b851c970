/**
 * `idle`: nothing has asked for the connection yet. `stopped`: the user stopped it, so it waits for him to start it.
 * `failed`: it could not be opened. `signed-out`: the credentials are missing, wrong or expired, be it on connecting or in
 * the middle of work; the next `connect()` tries again.
 */
export type ConnectionState =
  | { readonly kind: 'idle' | 'connecting' | 'connected' | 'stopped' }
  | { readonly kind: 'failed' | 'signed-out'; readonly error: unknown };
