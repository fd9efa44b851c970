import { join } from 'node:path';
import { isFields } from '../spec/json.ts';
import { readRequirements, type Requirements, requirementsFile } from './requirements.ts';
import { type Dependency, dependency, readRequirement, textOf } from './requirementsText.ts';
import { readVirtualEnvironment } from './virtualEnvironment.ts';

/** What a folder's files say of the Python that it runs in; files that are not there say nothing. */
export interface Dependencies {
  readonly packages: readonly Dependency[];
  /** What says versions, and not what the project is made with: constraints, what a virtual environment has installed. */
  readonly installed: readonly Dependency[];
  /** What is asked of Python itself, and by which file: `>=3.10`; else the virtual environment's. */
  readonly python: { readonly specifier: string; readonly file: string } | undefined;
}

type Reader = (
  text: string,
  file: string,
  requirements: Requirements,
) => Promise<Dependency[]> | Dependency[];

/** The most exact first: a lock file says what was tried, the others what is allowed. */
const readers: readonly (readonly [file: string, read: Reader])[] = [
  ['uv.lock', readLock],
  ['poetry.lock', readLock],
  [requirementsFile, (_text, _file, { packages }) => [...packages]],
  ['pyproject.toml', readPyproject],
  ['environment.yml', readEnvironment],
  ['environment.yaml', readEnvironment],
];

/** @throws what the disk answers, but for files that are not there */
export async function readDependencies(folder: string): Promise<Dependencies> {
  const packages: Dependency[] = [];
  let python: Dependencies['python'];
  const requirements = await readRequirements(folder);
  for (const [file, read] of readers) {
    const text = await textOf(join(folder, file));
    if (text === undefined) continue;
    const found = await read(text, file, requirements);
    packages.push(...found.filter(({ name }) => name !== 'python'));
    const own = found.find(({ name, specifier }) => name === 'python' && specifier !== '');
    python ??= own && { specifier: own.specifier, file };
  }
  const environment = await readVirtualEnvironment(folder);
  const version = (await textOf(join(folder, '.python-version')))?.trim();
  if (version !== undefined && /^\d/.test(version))
    python = { specifier: `==${version}`, file: '.python-version' };
  return {
    packages,
    installed: [...requirements.constraints, ...(environment?.packages ?? [])],
    python: python ?? environment?.python,
  };
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
