import { readFileSync } from 'node:fs';
import type { ConstraintsFile, ServiceConstraints } from '../../analysis/shapes/constraint.ts';

let file: ConstraintsFile | undefined;

/** The constraints of a service by its signing name; `undefined` where the API model was not at hand. */
export function constraintsOf(
  service: string,
  location = new URL('../media/data/constraints.json', import.meta.url),
): ServiceConstraints | undefined {
  file ??= JSON.parse(readFileSync(location, 'utf8')) as ConstraintsFile;
  return file.services[service];
}
