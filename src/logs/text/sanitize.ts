/* What a script prints is written into a terminal: colours may pass, everything that moves, asks or rewrites may not. */

const escape = '\\u001b';
const colours = `${escape}\\[[\\d;:]*m`;
const sequences = [
  // Commands of the operating system, device control, privacy, start of string: up to their end.
  `${escape}[\\]PX^_][^\\u0007\\u001b]*(?:\\u0007|${escape}\\\\)`,
  // Control sequences: cursor, erase, modes, reports.
  `${escape}\\[[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]`,
  // Everything else that an escape begins.
  `${escape}[\\x20-\\x2f]*[\\x30-\\x7e]?`,
  // Control characters but the tab; those above 0x80 open sequences in some terminals.
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]',
].join('|');
const pattern = new RegExp(`(${colours})|${sequences}`, 'g');
const colour = new RegExp(colours);

/** One line of output with nothing left but text, tabs and colours; colours end with the line. */
export function sanitizeLine(line: string): string {
  const clean = lastOverwrite(line).replace(pattern, (_, kept: string | undefined) => kept ?? '');
  return colour.test(clean) ? `${clean}\u001b[0m` : clean;
}

/** The text alone. */
export function plainLine(line: string): string {
  return lastOverwrite(line).replace(pattern, '');
}

/** The lines of a message; a progress bar that rewrites its line with carriage returns leaves its last state. */
export function messageLines(message: string): string[] {
  return message.replace(/\r?\n$/, '').split(/\r?\n/);
}

function lastOverwrite(line: string): string {
  if (!line.includes('\r')) return line;
  return (
    line
      .split('\r')
      .filter((part) => part !== '')
      .at(-1) ?? ''
  );
}
