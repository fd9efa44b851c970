/** `idle`: nothing has asked for the connection yet. `stopped`: the user stopped it, so it waits for him to start it. */
export type ConnectionState =
  | { readonly kind: 'idle' | 'connecting' | 'connected' | 'stopped' }
  | { readonly kind: 'failed'; readonly error: unknown };
