import { plainLine } from './sanitize.ts';

/** `algo-1` of `job/algo-1-1795000000000`, else what is behind the last slash. */
export function hostOf(stream: string): string {
  const last = stream.slice(stream.lastIndexOf('/') + 1);
  return /^(algo-\d+)-\d+$/.exec(last)?.[1] ?? /^(.+)-\d{10,13}$/.exec(last)?.[1] ?? last;
}

/**
 * Colours that keep apart, as parameters of "select graphic rendition": first those of the theme but red, which errors have;
 * then some of the table of 256. VS Code sees to their contrast.
 */
const colours = [
  ...['36', '35', '34', '33', '32', '96', '95', '94', '93', '92'],
  ...[
    '38;5;208',
    '38;5;141',
    '38;5;43',
    '38;5;175',
    '38;5;110',
    '38;5;179',
    '38;5;72',
    '38;5;168',
    '38;5;39',
  ],
  ...['38;5;149', '38;5;105', '38;5;173', '38;5;80', '38;5;183'],
];

/** The colour of a host: by its number or name alone, so that it is the same in each tail and whichever came first. */
export function hostColour(host: string): string {
  const number = /^algo-(\d+)$/.exec(host)?.[1];
  const at = number === undefined ? hash(host) : Number(number) - 1;
  return colours[Math.abs(at) % colours.length] ?? '36';
}

/** `[algo-2] ` in the host's colour. */
export function hostPrefix(host: string): string {
  const name = plainLine(host);
  return `\u001b[${hostColour(name)}m[${name}]\u001b[0m `;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
