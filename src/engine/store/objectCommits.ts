import { type ContentFiles } from './contentFiles.ts';
import { type Database } from './database.ts';

/** What a transaction may do with files: name new ones, let go of old ones. */
export interface FileChanges {
  adopt(file: string): void;
  retire(files: readonly { readonly file: string }[]): void;
}

/**
 * Keeps disk and database in step: a file moves to its place when the transaction that names it is committed, and a
 * file that a transaction let go of is removed after it. The `files` table remembers both over a crash.
 */
export class ObjectCommits {
  readonly #database: Database;
  readonly #files: ContentFiles;
  /** Files gone from the disk whose rows the next transaction takes along: a commit of its own would cost a sync. */
  #gone: string[] = [];

  constructor(
    database: Database,
    makeFiles: (
      isKnown: (file: string) => boolean,
      removed: (files: readonly string[]) => void,
    ) => ContentFiles,
  ) {
    this.#database = database;
    this.#files = makeFiles(
      (file) => database.get('SELECT 1 FROM files WHERE file = ? AND retired = 0', file) !== undefined,
      (files) => this.#gone.push(...files),
    );
    const left = database.all<{ file: string }>('SELECT file FROM files WHERE retired = 1');
    this.#files.retire(left.map(({ file }) => file));
  }

  get files(): ContentFiles {
    return this.#files;
  }

  run<T>(work: (changes: FileChanges) => T): T {
    const adopted: string[] = [];
    const retired: string[] = [];
    const gone = this.#gone;
    const result = this.#database.transaction(() => {
      for (const file of gone) this.#database.run('DELETE FROM files WHERE file = ?', file);
      return work({
        adopt: (file) => {
          this.#database.run('INSERT INTO files (file) VALUES (?)', file);
          adopted.push(file);
        },
        retire: (files) => {
          for (const { file } of files) {
            this.#database.run('UPDATE files SET retired = 1 WHERE file = ?', file);
            retired.push(file);
          }
        },
      });
    });
    this.#gone = this.#gone.slice(gone.length);
    for (const file of adopted) this.#files.adopt(file);
    this.#files.retire(retired);
    return result;
  }
}
