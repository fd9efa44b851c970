import type { SourceFile } from './sourceFiles.ts';

/** Bytes of all files together. */
export function totalSize(files: readonly SourceFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** `112 B`, `3.4 KB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit] ?? ''}`;
}

/** The largest files, for a question whether to send them: `data/a.bin (200 MB), …`. */
export function largestFiles(files: readonly SourceFile[], count: number): string {
  return [...files]
    .sort((a, b) => b.size - a.size)
    .slice(0, count)
    .map(({ name, size }) => `${name} (${formatBytes(size)})`)
    .join(', ');
}
