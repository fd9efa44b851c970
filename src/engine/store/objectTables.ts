import { type ObjectInfo } from './objectStore.ts';

/** The tables of buckets, objects and multipart uploads. Keys compare as UTF-8 bytes, which is SQLite's own order. */
export const OBJECT_MIGRATIONS = [
  `CREATE TABLE buckets (name TEXT PRIMARY KEY, region TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
   CREATE TABLE objects (
     bucket TEXT NOT NULL REFERENCES buckets (name), key TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
     modified_at INTEGER NOT NULL, headers TEXT NOT NULL, checksums TEXT NOT NULL, checksum_type TEXT, tags TEXT NOT NULL,
     pieces TEXT NOT NULL,
     PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;
   CREATE TABLE uploads (
     id TEXT PRIMARY KEY, bucket TEXT NOT NULL REFERENCES buckets (name), key TEXT NOT NULL, created_at INTEGER NOT NULL,
     headers TEXT NOT NULL, tags TEXT NOT NULL, algorithm TEXT, checksum_type TEXT) STRICT;
   CREATE INDEX uploads_by_key ON uploads (bucket, key, id);
   CREATE TABLE parts (
     upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL, file TEXT NOT NULL,
     size INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL, checksums TEXT NOT NULL,
     PRIMARY KEY (upload, number)) STRICT;
   CREATE TABLE files (file TEXT PRIMARY KEY, retired INTEGER NOT NULL DEFAULT 0) STRICT;`,
];

/** One file of an object: the whole, or a part of a multipart upload. */
export interface Piece {
  readonly file: string;
  readonly size: number;
  /** The part's number and checksums; absent for an object that was put in one. */
  readonly part?: { readonly number: number; readonly checksums: Readonly<Record<string, string>> };
}

export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

/** An object with what S3 knows of it beyond {@link ObjectInfo}. */
export interface StoredObject extends ObjectInfo {
  readonly checksumType?: ChecksumType;
  readonly tags: Readonly<Record<string, string>>;
  readonly pieces: readonly Piece[];
}

export interface ObjectRow {
  bucket: string;
  key: string;
  size: number;
  etag: string;
  modified_at: number;
  headers: string;
  checksums: string;
  checksum_type: string | null;
}

export const INFO_COLUMNS = 'bucket, key, size, etag, modified_at, headers, checksums, checksum_type';

export function textMap(json: string): Record<string, string> {
  return JSON.parse(json) as Record<string, string>;
}

export function checksumType(value: string | null | undefined): { checksumType?: ChecksumType } {
  return value === 'COMPOSITE' || value === 'FULL_OBJECT' ? { checksumType: value } : {};
}

export function infoFromRow(row: ObjectRow): ObjectInfo & { checksumType?: ChecksumType } {
  return {
    bucket: row.bucket,
    key: row.key,
    size: row.size,
    etag: row.etag,
    modifiedAt: row.modified_at,
    headers: textMap(row.headers),
    checksums: textMap(row.checksums),
    ...checksumType(row.checksum_type),
  };
}

export function storedFromRow(row: ObjectRow & { tags: string; pieces: string }): StoredObject {
  return { ...infoFromRow(row), tags: textMap(row.tags), pieces: JSON.parse(row.pieces) as Piece[] };
}
