/** What the built files weigh; read from dist/ and the build's own account of it, so build first. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from '../host/vscode/versions.ts';
import { report } from './report.ts';

/**
 * Bytes that are loaded to activate the extension: its entry and what that imports at once, minified; the promise that
 * is kept. A third are the catalogue's 67 kinds, which the tree wants as soon as it is seen.
 */
const limit = 420 * 1024;

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** The files that are loaded with `entry`, itself among them; what is imported dynamically is not. */
function loadedWith(entry: string, { outputs }: Metafile): Set<string> {
  const loaded = new Set([entry]);
  // A set hands out what is added while it is walked.
  for (const file of loaded) {
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && outputs[path]) loaded.add(path);
  }
  return loaded;
}

/** @returns whether the promise is kept */
export function bundles(): boolean {
  const size = (...path: string[]): number => statSync(join(root, ...path)).size;
  const meta = JSON.parse(readFileSync(join(root, 'out', 'meta', 'extension.json'), 'utf8')) as Metafile;
  const atOnce = loadedWith('dist/extension.js', meta);
  const loaded = [...atOnce].reduce((sum, file) => sum + size(file), 0);
  const later = Object.keys(meta.outputs)
    .filter((file) => file.startsWith('dist/chunks/') && !atOnce.has(file))
    .map((file) => size(file));
  report(
    `loaded to activate, in ${atOnce.size} files`,
    kilobytes(loaded),
    `at most ${kilobytes(limit)}, of which the entry ${kilobytes(size('dist', 'extension.js'))}`,
  );
  report(
    `${later.length} chunks, loaded on first use`,
    `${kilobytes(later.reduce((sum, bytes) => sum + bytes, 0))}, the largest ${kilobytes(Math.max(...later))}`,
  );
  const engine = readdirSync(join(root, 'dist')).filter((name) => /^engine.*\.js$/.test(name));
  report(
    'local engine, a process of its own',
    kilobytes(engine.reduce((sum, name) => sum + size('dist', name), 0)),
  );
  report('runner of a job', kilobytes(size('dist', 'runner.js')));
  return loaded <= limit;
}
