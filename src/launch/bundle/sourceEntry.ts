/** A file on disk that is sent. */
export interface SourceFile {
  readonly kind: 'file';
  /** In the archive: relative to the folder, with `/`. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Its owner may run it; no other permission is sent. */
  readonly executable: boolean;
}

/** A link to something else that is sent. */
export interface SourceLink {
  readonly kind: 'link';
  readonly name: string;
  /** Relative to the link's own folder, with `/`. */
  readonly target: string;
}

/** A file that is made for the launch, such as the script of a notebook. */
export interface GeneratedFile {
  readonly kind: 'generated';
  readonly name: string;
  readonly text: string;
}

export type SourceEntry = SourceFile | SourceLink | GeneratedFile;

/** In bytes, before compression. */
export function entrySize(entry: SourceEntry): number {
  if (entry.kind === 'file') return entry.size;
  return entry.kind === 'link' ? 0 : Buffer.byteLength(entry.text);
}

/** For sorting: by code units, the same on every machine and in every language. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
