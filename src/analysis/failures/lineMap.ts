/** More comparisons than this are not made: then only what is the same at both ends is known. */
const mostCells = 4_000_000;

/**
 * Where a line of one text is in another one that it became, both split into lines.
 * @param line from 1.
 * @returns from 1; undefined when that line was changed or taken out.
 */
export function mapLine(
  before: readonly string[],
  after: readonly string[],
  line: number,
): number | undefined {
  const at = line - 1;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (at < head) return line;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  if (at >= before.length) return undefined;
  if (at >= before.length - tail) return line + after.length - before.length;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  const found = inMiddle(old, now, at - head);
  return found === undefined ? undefined : found + head + 1;
}

/** By the longest common subsequence of both. */
function inMiddle(old: readonly string[], now: readonly string[], at: number): number | undefined {
  const width = now.length + 1;
  if ((old.length + 1) * width > mostCells) return undefined;
  const lengths = new Uint32Array((old.length + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  for (let i = 0, j = 0; i < old.length && j < now.length;) {
    if (old[i] === now[j]) {
      if (i === at) return j;
      i += 1;
      j += 1;
    } else if (length(i + 1, j) >= length(i, j + 1)) {
      if (i === at) return undefined;
      i += 1;
    } else j += 1;
  }
  return undefined;
}
