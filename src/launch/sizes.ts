import { formatBytes } from '../platform/bytes.ts';
import type { SourceFile } from './sourceFiles.ts';

/** Bytes of all files together. */
export function totalSize(files: readonly SourceFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The largest files, for a question whether to send them: `data/a.bin (200 MB), …`. */
export function largestFiles(files: readonly SourceFile[], count: number): string {
  return [...files]
    .sort((a, b) => b.size - a.size)
    .slice(0, count)
    .map(({ name, size }) => `${name} (${formatBytes(size)})`)
    .join(', ');
}
