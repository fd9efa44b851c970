/** More of a line than this nobody reads in a terminal, and drawing it would hold everything else up. Characters. */
export const longestLine = 8192;

/** How the end of a line that is cut says so; the terminal makes a link of the words behind the comma. */
function cutNote(characters: number): string {
  return ` … line of ${sizeText(characters)}, cut here: open as document to see the rest`;
}

/** A line that can be shown: its beginning where it is too long. The copy does not keep the whole line in memory. */
export function cutLine(line: string): { readonly text: string; readonly note: string } {
  if (line.length <= longestLine) return { text: line, note: '' };
  // A slice would refer to the whole string for as long as it lives.
  const text = Buffer.from(line.slice(0, longestLine), 'utf16le').toString('utf16le');
  return { text, note: cutNote(line.length) };
}

function sizeText(characters: number): string {
  if (characters < 1_000_000) return `${Math.round(characters / 1000)} thousand characters`;
  return `${(characters / 1_000_000).toFixed(1)} million characters`;
}
