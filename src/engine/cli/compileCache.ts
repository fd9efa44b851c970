import { mkdirSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

/** Late enough not to be in the way of whoever started the engine. */
const KEEP_AFTER_MS = 3000;

/** From here on V8's work on the program's text is kept in the data directory: most of a start is that. */
export function useCompileCache(dataDir: string): void {
  // Made here, because Node would make it for everybody to read.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  enableCompileCache(join(dataDir, 'compiled'));
}

/** Writes soon what was compiled; Node would do so at an orderly end only, which an engine may never have. */
export function keepCompiledSoon(): void {
  setTimeout(flushCompileCache, KEEP_AFTER_MS).unref();
}
