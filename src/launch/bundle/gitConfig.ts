/** One line of Git's configuration. */
export interface GitConfigEntry {
  /** Lower case, as Git compares it: `core.excludesfile`; of a section with a part in quotes, `includeif.gitdir:~/a/.path`. */
  readonly name: string;
  /** Undefined for a name alone, which means `true`. */
  readonly value: string | undefined;
}

const header = /^\[\s*([\w.-]+)\s*(?:"((?:[^"\\\n]|\\.)*)")?\s*\]/;
const key = /^[A-Za-z][\w-]*/;

/** The entries of a configuration file's text, as git-config(1) describes it. Ends where it is none, as Git would refuse it. */
export function parseGitConfig(text: string): GitConfigEntry[] {
  const entries: GitConfigEntry[] = [];
  let rest = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  let section = '';
  for (;;) {
    rest = rest.replace(/^(?:\s+|[#;][^\n]*)+/, '');
    const found = header.exec(rest);
    if (found) {
      const [whole, name = '', part] = found;
      section = name.toLowerCase() + (part === undefined ? '' : `.${part.replace(/\\(.)/g, '$1')}`);
      rest = rest.slice(whole.length);
      continue;
    }
    const [name] = key.exec(rest) ?? [];
    if (name === undefined || section === '') return entries;
    rest = rest.slice(name.length).replace(/^[ \t]+/, '');
    const given = rest.startsWith('=') ? readValue(rest.slice(1)) : undefined;
    if (rest.startsWith('=') && !given) return entries;
    entries.push({ name: `${section}.${name.toLowerCase()}`, value: given?.value });
    if (given) rest = given.rest;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b', '"': '"', '\\': '\\' };

/** Up to the line's end, or that of the last line it goes on in; undefined for quotes that do not end, and unknown escapes. */
function readValue(text: string): { value: string; rest: string } | undefined {
  let value = '';
  /** Spaces that are the value's only when something follows. */
  let spaces = '';
  let quoted = false;
  let at = 0;
  for (; at < text.length && text[at] !== '\n'; at += 1) {
    const char = text[at] ?? '';
    if (!quoted && (char === '#' || char === ';')) {
      while (at < text.length && text[at] !== '\n') at += 1;
      break;
    }
    if (!quoted && /\s/.test(char)) {
      if (value !== '') spaces += char;
      continue;
    }
    if (char === '"') {
      quoted = !quoted;
      continue;
    }
    if (char === '\\') {
      at += 1;
      if (text[at] === '\n') continue;
      const escaped = escapes[text[at] ?? ''];
      if (escaped === undefined) return undefined;
      value += spaces + escaped;
    } else value += spaces + char;
    spaces = '';
  }
  return quoted ? undefined : { value, rest: text.slice(at) };
}
