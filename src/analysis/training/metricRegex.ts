/** A metric's regular expression, Python's and Java's named groups included. @throws SyntaxError when it is none. */
export function compileMetric(regex: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(regex);
  const source = regex.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  return new RegExp(source, flags?.[1] ?? '');
}
