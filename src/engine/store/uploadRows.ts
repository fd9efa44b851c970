import { checksumType, type ChecksumType, textMap } from './objectTables.ts';

type TextMap = Readonly<Record<string, string>>;

/** An object that is being put in parts. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly headers: TextMap;
  readonly tags: TextMap;
  /** The checksum algorithm that its parts are to have. */
  readonly algorithm?: string;
  readonly checksumType?: ChecksumType;
}

export interface Part {
  readonly number: number;
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly checksums: TextMap;
}

export interface UploadRow {
  id: string;
  bucket: string;
  key: string;
  created_at: number;
  headers: string;
  tags: string;
  algorithm: string | null;
  checksum_type: string | null;
}

export interface PartRow {
  number: number;
  file: string;
  size: number;
  etag: string;
  modified_at: number;
  checksums: string;
}

export const uploadFromRow = (row: UploadRow): Upload => ({
  id: row.id,
  bucket: row.bucket,
  key: row.key,
  createdAt: row.created_at,
  headers: textMap(row.headers),
  tags: textMap(row.tags),
  ...(row.algorithm === null ? {} : { algorithm: row.algorithm }),
  ...checksumType(row.checksum_type),
});

export const partFromRow = (row: PartRow): Part => ({
  number: row.number,
  file: row.file,
  size: row.size,
  etag: row.etag,
  modifiedAt: row.modified_at,
  checksums: textMap(row.checksums),
});
