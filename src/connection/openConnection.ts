import { UserError } from '../platform/userError.ts';
import type { Connection } from './connection.ts';

/** A connection, for the one who ends it. */
export interface OpenConnection extends Connection {
  /** Closes its clients. Its requests end by the signal that it was opened with. */
  close(): void;
}

/** What a connection tells the service that opened it. */
export interface ConnectionEvents {
  onWrite(operation: string): void;
  onSignedOut(error: unknown): void;
}

/** What requests throw that were under way when their connection ended, and those that come too late. */
export function endedError(label: string): UserError {
  return new UserError('cancelled', `The connection to ${label} has ended`);
}
