/**
 * The indices that draw a line as all its points would: of each of `columns` equal stretches of x the first, the lowest, the
 * highest and the last point, and the neighbours outside of `[from, to]`, so that the line leaves the picture where it should.
 *
 * Source: Jugel, Jerzak, Hackenbroich, Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", PVLDB 7(10), 2014.
 *
 * @param xs in ascending order
 */
export function decimate(
  xs: readonly number[],
  ys: readonly number[],
  [from, to]: readonly [from: number, to: number],
  columns: number,
): number[] {
  const start = Math.max(0, firstAtLeast(xs, from) - 1);
  const end = Math.min(xs.length, firstAtLeast(xs, to) + 2);
  if (end - start <= columns * 4 || !(to > from)) return range(start, end);
  const width = (to - from) / columns;
  const kept: number[] = [];
  for (let i = start; i < end;) {
    const column = Math.floor(((xs[i] ?? 0) - from) / width);
    let [lowest, highest, next] = [i, i, i + 1];
    for (; next < end && Math.floor(((xs[next] ?? 0) - from) / width) === column; next++) {
      const y = ys[next] ?? NaN;
      if (!(y >= (ys[lowest] ?? NaN))) lowest = next;
      if (!(y <= (ys[highest] ?? NaN))) highest = next;
    }
    kept.push(...new Set([i, Math.min(lowest, highest), Math.max(lowest, highest), next - 1]));
    i = next;
  }
  return kept;
}

/** The index of the first of the ascending numbers that is not below `wanted`; their count where all are. */
export function firstAtLeast(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? NaN) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}
