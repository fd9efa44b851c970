import { UserError } from '../../platform/userError.ts';
import { notesOnCell } from './notebookNotes.ts';

/** A notebook as a script. */
export interface ConvertedNotebook {
  readonly script: string;
  /** What of the notebook does not run in the script, one sentence each, in its order. */
  readonly leftOut: readonly string[];
}

/**
 * The code cells of a notebook in their order, as a Python script: same notebook, same script. Magics and shell commands
 * are commented out, since no job has IPython. Outputs are dropped, and so are texts, raw cells and empty cells.
 * @throws UserError `invalid-input` for what is no notebook, or none of Python.
 */
export function convertNotebook(text: string): ConvertedNotebook {
  const { cells, language } = readNotebook(text);
  if (language !== undefined && !/^i?python\d*$/i.test(language))
    throw new UserError('invalid-input', `The notebook is written in ${language}.`, {
      advice: 'Only Python notebooks can be trained.',
    });
  const definesDisplay = cells.some(({ source }) => /\bimport\b.*\bdisplay\b|\bdef display\b/.test(source));
  const leftOut: string[] = [];
  const parts: string[] = [];
  let count = 0;
  for (const { kind, source } of cells) {
    if (kind !== 'code') continue;
    count += 1;
    if (source.trim() === '') continue;
    const tell = (what: string): unknown => leftOut.push(`Cell ${count}: ${what}`);
    const code = convertCell(source, tell);
    notesOnCell(code, definesDisplay).forEach(tell);
    parts.push(`# Cell ${count}\n${code}`);
  }
  return { script: parts.length > 0 ? `${parts.join('\n\n')}\n` : '', leftOut };
}

interface Cell {
  readonly kind: unknown;
  readonly source: string;
}

function readNotebook(text: string): { cells: readonly Cell[]; language?: string } {
  const notebook = parse(text);
  // Notebooks before format 4 (2014) keep their cells in worksheets, and code in `input`.
  const list = notebook['cells'] ?? asObject(asList(notebook['worksheets'])?.[0])['cells'];
  const cells = asList(list);
  if (!cells) throw new UserError('invalid-input', 'The file is no Jupyter notebook: it has no cells.');
  const metadata = asObject(notebook['metadata']);
  const kernel = asObject(metadata['kernelspec']);
  const language =
    asObject(metadata['language_info'])['name'] ?? kernel['language'] ?? firstWord(kernel['name']);
  return {
    cells: cells.map((cell) => {
      const { cell_type: kind, source, input } = asObject(cell);
      return { kind, source: textOf(source ?? input) };
    }),
    ...(typeof language === 'string' && { language }),
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (cause) {
    throw new UserError('invalid-input', 'The notebook cannot be read: it is no JSON.', {
      advice: 'Open it in the notebook editor, and save it.',
      cause,
    });
  }
}

function convertCell(source: string, leaveOut: (what: string) => void): string {
  const written = source.replaceAll('\r\n', '\n').replace(/\s+$/, '').split('\n');
  const first = written.findIndex((line) => line.trim() !== '');
  // IPython takes the first line's indentation away from all.
  const indent = /^\s*/.exec(written[first] ?? '')?.[0] ?? '';
  const lines = written.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const magic = /^%%(\w[\w-]*|!)\s*(.*)$/.exec(lines[first]?.trim() ?? '');
  if (!magic) return commentMagics(lines, leaveOut);
  const [, name = '', rest = ''] = magic;
  const body = lines.slice(first + 1);
  // These run their cell as Python.
  if (/^(?:time|timeit|capture|prun|memit)$/.test(name)) {
    leaveOut(`%%${name} was left out, its code is kept.`);
    return commentMagics([`# %%${name} ${rest}`.trimEnd(), ...body], leaveOut);
  }
  leaveOut(
    /^(?:writefile|file)$/.test(name)
      ? `%%${name} ${rest} was left out: save the file beside the script, so that it goes along.`
      : `%%${name} was left out with its cell.`,
  );
  return lines
    .slice(first)
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
}

/** A magic stands where a statement would: not inside of a string or brackets, which a walk over the lines can tell. */
function commentMagics(lines: readonly string[], leaveOut: (what: string) => void): string {
  const out: string[] = [];
  let state: OpenText = { depth: 0 };
  let continued = false;
  for (const [i, line] of lines.entries()) {
    const joined = !continued && /^(?!\s*#).*\\$/.test(lines[i - 1] ?? '');
    const statement = state.quote === undefined && state.depth === 0 && !joined;
    const magic = statement && !continued ? magicOf(line) : undefined;
    if (continued) {
      out.push(`# ${line}`);
      continued = /\\$/.test(line);
    } else if (magic !== undefined) {
      const timed = /^(\s*)%(?:time|prun)\s+(\S.*)$/.exec(line);
      if (timed) {
        const kept = `${timed[1] ?? ''}${timed[2] ?? ''}`;
        leaveOut(`${magic}: its code is kept, without the measuring.`);
        state = openAfter(kept, state);
        out.push(kept);
        continue;
      }
      leaveOut(`${magic} was left out${insteadOf(magic)}.`);
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      // A block may consist of magics only.
      out.push(indent === '' ? `# ${line}` : `${indent}pass  # ${line.trim()}`);
      continued = /\\$/.test(line);
    } else {
      state = openAfter(line, state);
      out.push(line);
    }
  }
  return out.join('\n');
}

function insteadOf(magic: string): string {
  if (/^[!%](?:\S+\s+-m\s+)?(?:pip|conda|mamba)\b/.test(magic))
    return ': name the packages in requirements.txt';
  if (/^%(?:set_)?env\s/.test(magic)) return ': set it in the environment of the job';
  if (/^%run\s/.test(magic)) return ', and what it runs with it: import that file instead';
  return '';
}

/** `%matplotlib inline`, `!pip install x`, `files = !ls`, `x = %time f()`, `?name`, `name?`. */
function magicOf(line: string): string | undefined {
  const found =
    /^\s*((?:[A-Za-z_][\w.]*(?:\s*,\s*\w+)*\s*=\s*)?(?:%{1,2}[A-Za-z_!]|!|\?{1,2}[A-Za-z_]).*)$/.exec(line) ??
    /^\s*([A-Za-z_][\w.]*\s?\?{1,2})\s*$/.exec(line);
  const text = found?.[1]?.replace(/\\$/, '').trim();
  return text === undefined || text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

interface OpenText {
  readonly depth: number;
  /** The three quotes that a string is open with. */
  readonly quote?: string;
}

/** What is still open at the end of a line. */
function openAfter(line: string, before: OpenText): OpenText {
  let { depth, quote } = before;
  const tokens = /\\[\s\S]|"""|'''|#|["'()[\]{}]/g;
  let plain: string | undefined;
  for (const [token] of line.matchAll(tokens)) {
    if (quote !== undefined) quote = token === quote ? undefined : quote;
    else if (plain !== undefined) plain = token.startsWith(plain) ? undefined : plain;
    else if (token === '#') break;
    else if (token.length === 3) quote = token;
    else if (token === '"' || token === "'") plain = token;
    else if ('([{'.includes(token)) depth += 1;
    else if (')]}'.includes(token)) depth = Math.max(0, depth - 1);
  }
  return { depth, ...(quote !== undefined && { quote }) };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function textOf(source: unknown): string {
  const parts = asList(source) ?? [source];
  return parts.filter((part) => typeof part === 'string').join('');
}

function firstWord(name: unknown): string | undefined {
  // `python3`, `conda_pytorch_p310`: names of kernels are free; only those of other languages tell something.
  return typeof name === 'string' && /^(?:ir|julia|scala|spark|javascript|bash|rust|ijava)/i.test(name)
    ? name
    : undefined;
}
