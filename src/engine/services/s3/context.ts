import { createHash } from 'node:crypto';
import { type RestHandler } from '../../protocols/rest.ts';
import { type FileObjectStore } from '../../store/fileObjectStore.ts';

/** What S3's operations work with. */
export interface S3Context {
  readonly objects: FileObjectStore;
  readonly owner: { readonly ID: string; readonly DisplayName: string };
}

/** A family of operations by name. */
export type S3Operations = Readonly<Record<string, RestHandler>>;

export type TextMap = Readonly<Record<string, string>>;

/** S3 knows an account by 64 hex digits, its canonical user id. */
export function ownerOf(accountId: string): S3Context['owner'] {
  return { ID: createHash('sha256').update(accountId).digest('hex'), DisplayName: accountId };
}

/** Etags travel in quotes. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}
