/** What the built files weigh; read from dist/, so build first. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../host/vscode/versions.ts';
import { report } from './report.ts';

/** Bytes of the extension's entry, minified; the promise that is kept. */
const limit = 150 * 1024;

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** @returns whether the promise is kept */
export function bundles(): boolean {
  const size = (...path: string[]): number => statSync(join(root, 'dist', ...path)).size;
  const chunks = readdirSync(join(root, 'dist', 'chunks')).map((name) => size('chunks', name));
  const entry = size('extension.js');
  report('extension entry', kilobytes(entry), `at most ${kilobytes(limit)}`);
  report(
    `${chunks.length} chunks, loaded on first use`,
    `${kilobytes(chunks.reduce((sum, bytes) => sum + bytes, 0))}, the largest ${kilobytes(Math.max(...chunks))}`,
  );
  const engine = readdirSync(join(root, 'dist')).filter((name) => /^engine.*\.js$/.test(name));
  report('local engine, a process of its own', kilobytes(engine.reduce((sum, name) => sum + size(name), 0)));
  report('runner of a job', kilobytes(size('runner.js')));
  return entry <= limit;
}
