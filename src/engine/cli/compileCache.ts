import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

/** Programs whose compiled text is kept; each release of the engine adds one. */
const MOST_KEPT = 3;

const folderOf = (dataDir: string): string => join(dataDir, 'compiled');

/** From here on V8's work on the program's text is kept in the data directory: most of a start is that. */
export function useCompileCache(dataDir: string): void {
  // Made here, because Node would make it for everybody to read.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  enableCompileCache(folderOf(dataDir));
}

/** Writes what was compiled; Node would do so at an orderly end only, which an engine may never have. */
export function keepCompiled(dataDir: string): void {
  flushCompileCache();
  const files = readdirSync(folderOf(dataDir), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, time: statSync(file).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of files.slice(MOST_KEPT)) rmSync(file, { force: true });
}
