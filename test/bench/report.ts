/** One line of a benchmark's table. */
export function report(what: string, figure: string, promise?: string): void {
  console.log(`${what.padEnd(44)} ${figure}${promise === undefined ? '' : ` (${promise})`}`);
}

/** @throws Error when there are no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}
