/** A line of a shared config file that the SDK passes over without a word. */
export interface BrokenLine {
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

const named = /^(profile|sso-session|services)\s+\S/;
const alone = ['default', 'preview', 'plugins'];

/**
 * The lines that are neither section nor setting nor comment.
 * @param kind in the config file a profile's section is `[profile name]`, in the credentials file `[name]`.
 */
export function brokenLines(text: string, kind: 'config' | 'credentials'): BrokenLine[] {
  const found: BrokenLine[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const problem = problemOf(raw, kind);
    if (problem !== undefined) found.push({ line: index + 1, problem });
  });
  return found;
}

function problemOf(raw: string, kind: 'config' | 'credentials'): string | undefined {
  const text = (raw.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
  if (text === '') return undefined;
  if (text.startsWith('[')) {
    if (!text.endsWith(']')) return 'the section’s "]" is missing';
    const name = text.slice(1, -1).trim();
    if (kind === 'config' && !alone.includes(name) && !named.test(name))
      return `"[${name}]" is passed over: in this file it is "[profile ${name}]"`;
    return undefined;
  }
  // Not the text itself: what is broken may be a key.
  return text.indexOf('=') > 0 ? undefined : 'this is neither a section nor "name = value"';
}
