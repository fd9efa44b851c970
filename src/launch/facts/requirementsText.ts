import { readFile, stat } from 'node:fs/promises';

/** A package that a project's files name. */
export interface Dependency {
  /** Lower case, `-` for `_`, as PyPI tells packages apart. */
  readonly name: string;
  /** `==2.3.1`, `>=2.1,<3`; empty when any will do. */
  readonly specifier: string;
  /** Which file says so. */
  readonly file: string;
}

/** Another file or folder that a requirements file names, as it is written there. */
export interface NamedPath {
  /** What it is to pip: more requirements, versions for them, or a package of its own. */
  readonly kind: 'requirements' | 'constraints' | 'package';
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** A text file as pip reads it; undefined for one that is not there, or no file. @throws what else the disk answers */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    // A device never ends.
    return (await stat(path)).isFile() ? decoded(await readFile(path)) : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code)))
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
export function readRequirement(line: string, file: string): Dependency | undefined {
  // Options of one package, as in `torch==2.6.0 --hash=…`, may go on in the next lines.
  const text = withoutComment(line)
    .replace(/\s(?:--\w|\\).*$/, '')
    .trim();
  if (text === '' || /^(-|https?:|git\+|file:|\.{0,2}\/)/.test(text)) return undefined;
  const [whole, name = '', specifier = ''] = requirement.exec(text) ?? [];
  return whole === undefined ? undefined : dependency(name, specifier, file);
}

export function dependency(name: string, specifier: string, file: string): Dependency {
  return { name: name.toLowerCase().replace(/[_.]+/g, '-'), specifier: specifier.replace(/\s+/g, ''), file };
}

export function packagesIn(text: string, file: string): Dependency[] {
  return text.split(/\r?\n/).flatMap((line) => readRequirement(line, file) ?? []);
}

const fileOption = /^(?:-([rc])\s*|--(requirement|constraint)(?:\s+|=\s*))(\S.*)$/;
const packageOption = /^(?:-e\s*|--editable(?:\s+|=\s*))(\S.*)$/;

/** What a requirements file names that is on the disk; URLs, and what only the environment completes, are left aside. */
export function pathsIn(text: string): NamedPath[] {
  return text.split(/\r?\n/).flatMap((written, index): NamedPath[] => {
    const line = withoutComment(written).trim();
    const [, short, long, file] = fileOption.exec(line) ?? [];
    const [, editable] = packageOption.exec(line) ?? [];
    const bare = /^(?:\.{1,2}(?:[/\\[]|$)|\/|file:)|\.(?:whl|zip|tar\.gz)$/i.test(line) ? line : undefined;
    const kind =
      file === undefined
        ? 'package'
        : short === 'r' || long === 'requirement'
          ? 'requirements'
          : 'constraints';
    const path = plainPath(file ?? editable ?? bare ?? '');
    return path === undefined ? [] : [{ kind, path, line: index + 1 }];
  });
}

/** Without quotes, extras and markers; undefined for a URL. */
function plainPath(written: string): string | undefined {
  const path = written
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/^file:(?:\/\/)?/i, '')
    .replace(/\s*(?:;|\s--\w).*$/, '')
    .replace(/\[[^\]]*\]$/, '');
  return path === '' || path.includes('${') || /^(?:[a-z][a-z+]+:|-)/i.test(path) || path.includes(' @ ')
    ? undefined
    : path;
}

function withoutComment(line: string): string {
  return line.replace(/(?:^|\s)#.*$/, '');
}
