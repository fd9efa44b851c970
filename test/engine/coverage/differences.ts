import { isMembers } from './inputs.ts';

function shown(value: unknown): string {
  const words = JSON.stringify(value) as string | undefined;
  return words === undefined ? 'nothing' : words.length > 120 ? `${words.slice(0, 120)}…` : words;
}

/** Where what is there is not what was given; what is there may hold more, in objects but not in lists. */
export function differences(given: unknown, there: unknown, path = ''): string[] {
  if (given === undefined) return [];
  if (given instanceof Date || given instanceof Uint8Array) {
    const same = JSON.stringify(given) === JSON.stringify(there);
    return same ? [] : [`${path}: ${shown(given)} became ${shown(there)}`];
  }
  if (Array.isArray(given)) {
    if (!Array.isArray(there) || given.length !== there.length)
      return [`${path}: ${shown(given)} became ${shown(there)}`];
    return given.flatMap((item, index) => differences(item, there[index], `${path}[${index}]`));
  }
  if (isMembers(given)) {
    if (!isMembers(there)) return [`${path}: ${shown(given)} became ${shown(there)}`];
    return Object.entries(given).flatMap(([name, item]) =>
      differences(item, there[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return Object.is(given, there) ? [] : [`${path}: ${shown(given)} became ${shown(there)}`];
}
