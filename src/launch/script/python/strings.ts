const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** A string literal as it stands in the source: its prefix in lower case (`f`, `rb`, empty) and what is between the quotes. */
export function splitString(written: string): { prefix: string; body: string; start: number } {
  const [, prefix = '', quote = ''] = /^([a-zA-Z]{0,2})("""|'''|"|'|)/.exec(written) ?? [];
  const start = prefix.length + quote.length;
  const closed = quote !== '' && written.length >= start + quote.length && written.endsWith(quote);
  return {
    prefix: prefix.toLowerCase(),
    body: written.slice(start, closed ? written.length - quote.length : undefined),
    start,
  };
}

/** What a string literal stands for; `undefined` for bytes. */
export function stringValue(written: string): string | undefined {
  const { prefix, body } = splitString(written);
  if (prefix.includes('b')) return undefined;
  return prefix.includes('r') ? body : unescapeText(body);
}

/** The text with Python's escapes resolved. */
export function unescapeText(body: string): string {
  return body.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([0-7]{1,3})|([\s\S]))/g,
    (whole, byte?: string, unit?: string, octal?: string, one?: string) => {
      if (one !== undefined) return escapes[one] ?? whole;
      return String.fromCharCode(octal === undefined ? parseInt(byte ?? unit ?? '', 16) : parseInt(octal, 8));
    },
  );
}
