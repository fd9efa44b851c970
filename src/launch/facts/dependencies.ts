import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFields } from '../spec/json.ts';
import { readVirtualEnvironment } from './virtualEnvironment.ts';

/** A package that a project's files name. */
export interface Dependency {
  /** Lower case, `-` for `_`, as PyPI tells packages apart. */
  readonly name: string;
  /** `==2.3.1`, `>=2.1,<3`; empty when any will do. */
  readonly specifier: string;
  /** Which file says so. */
  readonly file: string;
}

/** What a folder's files say of the Python that it runs in; files that are not there say nothing. */
export interface Dependencies {
  readonly packages: readonly Dependency[];
  /** What is installed beside them, in a virtual environment: it says versions, not what the project is made with. */
  readonly installed: readonly Dependency[];
  /** What is asked of Python itself, and by which file: `>=3.10`; else the virtual environment's. */
  readonly python: { readonly specifier: string; readonly file: string } | undefined;
}

type Reader = (text: string, file: string) => Promise<Dependency[]> | Dependency[];

/** The most exact first: a lock file says what was tried, the others what is allowed. */
const readers: readonly (readonly [file: string, read: Reader])[] = [
  ['uv.lock', readLock],
  ['poetry.lock', readLock],
  ['requirements.txt', readRequirements],
  ['pyproject.toml', readPyproject],
  ['environment.yml', readEnvironment],
  ['environment.yaml', readEnvironment],
];

/** @throws what the disk answers, but for files that are not there */
export async function readDependencies(folder: string): Promise<Dependencies> {
  const packages: Dependency[] = [];
  let python: Dependencies['python'];
  for (const [file, read] of readers) {
    const text = await textOf(join(folder, file));
    if (text === undefined) continue;
    const found = await read(text, file);
    packages.push(...found.filter(({ name }) => name !== 'python'));
    const own = found.find(({ name, specifier }) => name === 'python' && specifier !== '');
    python ??= own && { specifier: own.specifier, file };
  }
  const environment = await readVirtualEnvironment(folder);
  const version = (await textOf(join(folder, '.python-version')))?.trim();
  if (version !== undefined && /^\d/.test(version))
    python = { specifier: `==${version}`, file: '.python-version' };
  return { packages, installed: environment?.packages ?? [], python: python ?? environment?.python };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return decoded(await readFile(path));
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code))
    )
      return undefined;
    throw error;
  }
}

/** As pip does: what PowerShell's `>` writes is UTF-16, and begins with a mark that says so. */
function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

const requirement = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?\s*((?:===?|!=|~=|>=|<=|<|>)[^;#)@]*)?/;

/** One line of PEP 508; undefined for options, URLs and what is no package. */
function readRequirement(line: string, file: string): Dependency | undefined {
  // Options of one package, as in `torch==2.6.0 --hash=…`, may go on in the next lines.
  const text = line
    .replace(/(?:^|\s)#.*$/, '')
    .replace(/\s(?:--\w|\\).*$/, '')
    .trim();
  if (text === '' || /^(-|https?:|git\+|file:|\.{0,2}\/)/.test(text)) return undefined;
  const [whole, name = '', specifier = ''] = requirement.exec(text) ?? [];
  return whole === undefined ? undefined : dependency(name, specifier, file);
}

function dependency(name: string, specifier: string, file: string): Dependency {
  return { name: name.toLowerCase().replace(/[_.]+/g, '-'), specifier: specifier.replace(/\s+/g, ''), file };
}

function readRequirements(text: string, file: string): Dependency[] {
  return text.split(/\r?\n/).flatMap((line) => readRequirement(line, file) ?? []);
}

/** uv and Poetry write their lock files by machine, always in this form. */
function readLock(text: string, file: string): Dependency[] {
  const packages = text.split(/^\[\[package\]\]\s*$/m).slice(1);
  return packages.flatMap((part) => {
    const name = /^name\s*=\s*"([^"]+)"/m.exec(part)?.[1];
    const version = /^version\s*=\s*"([^"]+)"/m.exec(part)?.[1];
    return name === undefined || version === undefined ? [] : [dependency(name, `==${version}`, file)];
  });
}

/**
 * The dependencies of a `pyproject.toml`, PEP 621's and Poetry's. No parser of TOML: its arrays of texts and `name = "…"` lines
 * are all that dependencies are written in.
 */
function readPyproject(text: string, file: string): Dependency[] {
  const lists = [
    ...text.matchAll(
      /^(?:dependencies|[\w-]+)\s*=\s*\[((?:\s*(?:#[^\n]*\n\s*)*(?:"[^"\n]*"|'[^'\n]*')\s*,?)+)[^\]]*\]/gm,
    ),
  ];
  const listed = lists.flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].flatMap(
      ([, double, single]) => readRequirement(double ?? single ?? '', file) ?? [],
    ),
  );
  const tables = text
    .split(/^(?=\[)/m)
    .filter((table) => /^\[tool\.poetry\.(?:[\w.-]+\.)?dependencies\]/.test(table));
  const poetry = tables.flatMap((table) =>
    [...table.matchAll(/^([\w.-]+)\s*=\s*(?:"([^"]*)"|\{[^}\n]*version\s*=\s*"([^"]*)")/gm)].map(
      ([, name = '', plain, nested]) => dependency(name, (plain ?? nested ?? '').replace(/^\*$/, ''), file),
    ),
  );
  const python = /^requires-python\s*=\s*["']([^"']+)["']/m.exec(text)?.[1];
  return [...listed, ...poetry, ...(python === undefined ? [] : [dependency('python', python, file)])];
}

/** Conda's own names and `pip:` below them; conda's `=2.1` means 2.1 and what is below it. */
async function readEnvironment(text: string, file: string): Promise<Dependency[]> {
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // A file that is no YAML names no packages; conda itself will say so.
    return [];
  }
  const list: readonly unknown[] =
    isFields(value) && Array.isArray(value['dependencies']) ? value['dependencies'] : [];
  return list.flatMap((entry): Dependency[] => {
    if (typeof entry === 'string') {
      const [name = '', specifier = ''] = /^(?:[\w-]+::)?([\w.-]+)\s*(.*)$/.exec(entry)?.slice(1) ?? [];
      const wanted = specifier.replace(/^=?=?\s*(\d[\w.]*)(=.*)?$/, '==$1');
      return [dependency(name === 'pytorch' ? 'torch' : name, wanted, file)];
    }
    const pip: unknown = isFields(entry) ? entry['pip'] : undefined;
    return Array.isArray(pip)
      ? pip.flatMap((line) => (typeof line === 'string' ? (readRequirement(line, file) ?? []) : []))
      : [];
  });
}
