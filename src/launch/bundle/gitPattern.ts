import { type ByteSet, globMatches, type GlobStep } from './glob.ts';

/** One line of an ignore file. */
export interface GitPattern {
  /** `!`: what earlier lines ignored is kept. */
  readonly negated: boolean;
  /** Written with a slash at its end: folders only. */
  readonly folderOnly: boolean;
  /** Whether it is about the whole path below the file's folder; else about the last name alone. */
  readonly wholePath: boolean;
  readonly steps: readonly GlobStep[];
}

/**
 * The patterns of a `.gitignore`'s text in its order, as gitignore(5) and Git's own `wildmatch.c` read them: byte by byte, so
 * that `?` is no `é`, and a character set is one of bytes. Lines that Git takes for patterns which match nothing are left out.
 * @param ignoreCase as `core.ignoreCase`: file systems where `A` and `a` are one file.
 */
export function gitPatterns(text: string, ignoreCase: boolean): GitPattern[] {
  return bytesOf(text.replace(/^\uFEFF/, ''))
    .split('\n')
    .flatMap((line) => parse(line.replace(/\r$/, ''), ignoreCase) ?? []);
}

/** A text's bytes in UTF-8, a character each. */
export function bytesOf(text: string): string {
  return /[^\0-\x7f]/.test(text) ? Buffer.from(text).toString('latin1') : text;
}

/** @param path below the file's folder, with `/`, as `bytesOf` has it. */
export function patternMatches(pattern: GitPattern, path: string, isFolder: boolean): boolean {
  if (pattern.folderOnly && !isFolder) return false;
  return globMatches(pattern.steps, pattern.wholePath ? path : path.slice(path.lastIndexOf('/') + 1));
}

function parse(line: string, ignoreCase: boolean): GitPattern | undefined {
  if (line.startsWith('#')) return undefined;
  const negated = line.startsWith('!');
  let glob = withoutTrailingSpaces(negated ? line.slice(1) : line);
  const folderOnly = glob.endsWith('/');
  if (folderOnly) glob = glob.slice(0, -1);
  if (glob === '') return undefined;
  const wholePath = glob.includes('/');
  const steps = globSteps(glob.startsWith('/') ? glob.slice(1) : glob, ignoreCase);
  return steps && { negated, folderOnly, wholePath, steps };
}

/** A space that a backslash goes before stays. */
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === ' ') continue;
    end = at + 1;
  }
  return line.slice(0, end);
}

/**
 * Undefined for a glob that matches nothing: an open bracket, a lone backslash at its end.
 * @param glob as `bytesOf` has it
 */
export function globSteps(glob: string, ignoreCase: boolean): GlobStep[] | undefined {
  const steps: GlobStep[] = [];
  const literal = (char: string): void => {
    const isLetter = ignoreCase && /[a-z]/i.test(char);
    steps.push(isLetter ? byteSet(char, ignoreCase) : char.charCodeAt(0));
  };
  for (let at = 0; at < glob.length;) {
    const char = glob[at] ?? '';
    if (char === '*') {
      let end = at;
      while (glob[end] === '*') end += 1;
      const [before, after] = [glob[at - 1], glob[end]];
      const whole =
        end - at > 1 && (before === undefined || before === '/') && (after === undefined || after === '/');
      steps.push(!whole ? 'star' : after === undefined ? 'rest' : 'folders');
      at = whole && after === '/' ? end + 1 : end;
    } else if (char === '[') {
      const set = characterSet(glob, at + 1);
      if (!set) return undefined;
      steps.push(byteSet(set.source, ignoreCase));
      at = set.end;
    } else if (char === '\\') {
      const next = glob[at + 1];
      if (next === undefined) return undefined;
      literal(next);
      at += 2;
    } else {
      if (char === '?') steps.push(byteSet('[^/]', false));
      else literal(char);
      at += 1;
    }
  }
  return steps;
}

/** The bytes that a character class of an expression takes. */
function byteSet(source: string, ignoreCase: boolean): ByteSet {
  const expression = new RegExp(`^${source}$`, 's');
  const takes = (byte: number): boolean => expression.test(String.fromCharCode(byte));
  // Git folds the case of ASCII's letters alone.
  const folded = (byte: number): boolean =>
    ignoreCase && /[a-z]/i.test(String.fromCharCode(byte)) && takes(byte ^ 0x20);
  return Uint8Array.from({ length: 256 }, (_, byte) => (takes(byte) || folded(byte) ? 1 : 0));
}

const posixClasses: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9', alpha: 'A-Za-z', blank: ' \\t', cntrl: '\\x00-\\x1f\\x7f', digit: '0-9', graph: '\\x21-\\x7e',
  lower: 'a-z', print: '\\x20-\\x7e', punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e', space: '\\t-\\r ', upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}; // prettier-ignore

/** A bracket expression, from behind its `[`; undefined when it does not end or names an unknown class. */
function characterSet(glob: string, start: number): { source: string; end: number } | undefined {
  let at = start;
  const negated = glob[at] === '!' || glob[at] === '^';
  if (negated) at += 1;
  const first = at;
  let members = '';
  for (;;) {
    if (at >= glob.length) return undefined;
    if (glob[at] === ']' && at > first) break;
    const named = /^\[:([^\]]*):\]/.exec(glob.slice(at));
    if (named) {
      const known = posixClasses[named[1] ?? ''];
      if (known === undefined) return undefined;
      members += known;
      at += named[0].length;
      continue;
    }
    const from = member(glob, at);
    if (!from) return undefined;
    at = from.end;
    if (glob[at] === '-' && glob[at + 1] !== undefined && glob[at + 1] !== ']') {
      const to = member(glob, at + 1);
      if (!to) return undefined;
      at = to.end;
      // From `z` to `a` there is nothing but `z`, which Git has compared before it saw the range.
      members += quotedMember(from.char);
      if (from.char <= to.char) members += `-${quotedMember(to.char)}`;
    } else members += quotedMember(from.char);
  }
  // No bracket ever stands for a slash.
  const source = negated ? `[^/${members}]` : members === '' ? '(?!)' : `(?!/)[${members}]`;
  return { source, end: at + 1 };
}

function member(glob: string, at: number): { char: string; end: number } | undefined {
  const from = glob[at] === '\\' ? at + 1 : at;
  const char = glob[from];
  return char === undefined ? undefined : { char, end: from + 1 };
}

/** In a regular expression. */
function quoted(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function quotedMember(char: string): string {
  return char === '-' ? '\\-' : quoted(char);
}
