const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `112 B`, `3.4 KB`, `1.2 GB`: powers of 1024, as VS Code and the S3 console write them. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.round(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))} ${units[unit] ?? ''}`;
}
