/** The traceback of an exception group, then those of its members, without the lines that Python draws around them. */
export function groupParts(lines: readonly string[]): string[][] {
  const parts: string[][] = [['Traceback (most recent call last):']];
  for (const line of lines) {
    if (/^\s*\+[-+]+ (?:\d+|\.\.\.) -+$/.test(line)) parts.push([]);
    else if (!/^\s*\+-+$/.test(line))
      parts.at(-1)?.push(line.replace(/^\s*[|+] ?/, '').replace('Exception Group Traceback', 'Traceback'));
  }
  return parts;
}
