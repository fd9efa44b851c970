/**
 * The text of a script that finds a metric's values as SageMaker does: the first group is the number, else all that
 * matches. It wants `expression` and `lines`, gives `[index, value]` of those that match, and is run in `node:vm`, which
 * alone can end an expression that takes too long.
 */
export const METRIC_FINDER = `(() => {
  const found = [];
  for (let i = 0; i < lines.length; i++) {
    const match = expression.exec(lines[i]);
    const value = match ? Number.parseFloat(match[1] ?? match[0]) : NaN;
    if (Number.isFinite(value)) found.push([i, value]);
  }
  return found;
})()`;

/** A metric's regular expression, Python's and Java's named groups included. @throws SyntaxError when it is none. */
export function compileMetric(regex: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(regex);
  const source = regex.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  return new RegExp(source, flags?.[1] ?? '');
}
