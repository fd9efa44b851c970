import { Style } from './style.ts';

/* What a script prints is written into a terminal: colours may pass, everything that moves, asks or rewrites may not. */

const escape = '\\u001b';
const sequences = [
  // Commands of the operating system (titles, the clipboard, links), device control, privacy, start of string: to their end.
  `${escape}[\\]PX^_][^\\u0007\\u001b]*(?:\\u0007|${escape}\\\\)`,
  // Control sequences: cursor, erase, modes, reports.
  `${escape}\\[[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]`,
  // Everything else that an escape begins.
  `${escape}[\\x20-\\x2f]*[\\x30-\\x7e]?`,
  // Control characters but the tab; those above 0x80 open sequences in some terminals.
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]',
].join('|');
const pattern = new RegExp(`${escape}\\[([\\d;:]*)m|${sequences}`, 'g');
const low = '\\u0000-\\u0008\\u000a-\\u001f';
const control = new RegExp(`[${low}\\u007f-\\u009f]`);
const colours = new RegExp(`${escape}\\[[\\d;:]*m`, 'g');
const reset = '\u001b[0m';

/** Whether a text is one line that can be written as it is: no control character but tabs, and no half of a character. */
export function isHarmless(text: string): boolean {
  return !control.test(text) && text.isWellFormed();
}

/**
 * One line of output with nothing left but text, tabs and colours. Colours are those that the line begins with, and its own;
 * they end with the line and begin again with the next.
 * @param style what the lines before left in force; takes in what this one changes
 */
export function sanitizeLine(line: string, style: Style = new Style()): string {
  const before = style.sequence;
  if (isHarmless(line)) return before === '' ? line : `${before}${line}${reset}`;
  let coloured = before !== '';
  const [dropped, shown] = lastOverwrite(line.toWellFormed());
  for (const [, parameters] of dropped.matchAll(pattern))
    if (parameters !== undefined) style.apply(parameters);
  const start = style.sequence;
  const clean = shown.replace(pattern, (_, parameters: string | undefined) => {
    if (parameters === undefined) return '';
    const kept = style.apply(parameters);
    coloured ||= kept !== '';
    return kept;
  });
  return coloured || start !== '' ? `${start}${clean}${reset}` : clean;
}

/** The text alone. */
export function plainLine(line: string): string {
  return isHarmless(line) ? line : lastOverwrite(line.toWellFormed())[1].replace(pattern, '');
}

/** A text of any number of lines, an error's say, as one. */
export function oneLine(text: string): string {
  return plainLine(text.trim().replace(/\s*[\r\n]+\s*/g, ' '));
}

/** A line that {@link sanitizeLine} gave, without its colours. */
export function withoutColours(line: string): string {
  return line.includes('\u001b') ? line.replace(colours, '') : line;
}

/** The lines of a message; a progress bar that rewrites its line with carriage returns stays one of them. */
export function messageLines(message: string): string[] {
  return message.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** What carriage returns leave of a line, behind what they overwrite. */
function lastOverwrite(line: string): readonly [dropped: string, shown: string] {
  if (!line.includes('\r')) return ['', line];
  const kept = line.replace(/\r+$/, '');
  const start = kept.lastIndexOf('\r') + 1;
  return [kept.slice(0, start), kept.slice(start)];
}
