/** What a project asks of a package's version, as pip and Poetry write it. */
export type Specifier = readonly [
  operator: '==' | '!=' | '>=' | '<=' | '>' | '<',
  version: readonly number[],
];

/** The release numbers of a version, `[2, 6, 0]`; what follows them (`rc1`, `+cu121`, `-1`) does not count. */
export function releaseOf(version: string): number[] {
  const [release = ''] = /^\d+(?:\.\d+)*/.exec(version.replace(/^[v=\s]+/, '')) ?? [];
  return release === '' ? [] : release.split('.').map(Number);
}

/** Negative when `a` is the lower. Missing numbers count as zeros. */
export function compareReleases(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether both are of the same minor version, or of the same major where one says no more. */
export function isSameMinor(a: readonly number[], b: readonly number[]): boolean {
  return a[0] === b[0] && (a.length < 2 || b.length < 2 || a[1] === b[1]);
}

/** Reads `>=2.1,<3`, `~=2.3`, `^2.1`, `==2.3.*`; what cannot be read asks nothing. */
export function parseSpecifiers(text: string): Specifier[] {
  return text.split(',').flatMap((part) => specifiers(part.trim()));
}

function specifiers(text: string): Specifier[] {
  const [whole, operator = '', version = ''] =
    /^(===?|!=|~=|>=|<=|[<>^~=])?\s*v?(\d[\w.*+!-]*)/.exec(text) ?? [];
  if (whole === undefined) return [];
  const release = releaseOf(version.replace(/\.\*.*$/, ''));
  switch (operator) {
    case '>=':
    case '<=':
    case '>':
    case '<':
    case '!=':
      return [[operator, release]];
    case '~=':
      return [
        ['>=', release],
        ['<', next(release.slice(0, -1))],
      ];
    case '^':
      return [
        ['>=', release],
        ['<', next(release.slice(0, Math.max(1, release.findIndex((n) => n > 0) + 1)))],
      ];
    case '~':
      return [
        ['>=', release],
        ['<', next(release.slice(0, 2))],
      ];
    default:
      return version.includes('*')
        ? [
            ['>=', release],
            ['<', next(release)],
          ]
        : [['==', release]];
  }
}

/** The first release after all that begin with these numbers. */
function next(prefix: readonly number[]): number[] {
  return prefix.map((n, i) => (i === prefix.length - 1 ? n + 1 : n));
}

/** Whether a release is one that the specifiers take; `==` holds for its minor version, as images are made by minor. */
export function fits(release: readonly number[], all: readonly Specifier[]): boolean {
  return all.every(([operator, wanted]) => {
    const difference = compareReleases(release, wanted);
    switch (operator) {
      case '==':
        return isSameMinor(release, wanted);
      case '!=':
        return difference !== 0;
      case '>=':
        return difference >= 0 || isSameMinor(release, wanted);
      case '<=':
        return difference <= 0;
      case '>':
        return difference > 0;
      case '<':
        return difference < 0;
    }
  });
}

/** The highest release that the specifiers may mean, to look for the nearest below it; undefined without an upper bound. */
export function upperBound(all: readonly Specifier[]): readonly number[] | undefined {
  const bounds = all.flatMap(([operator, version]) =>
    ['==', '<=', '<'].includes(operator) ? [version] : [],
  );
  return bounds.sort(compareReleases)[0];
}
