// Writes package.json's `contributes` and `capabilities`. The build calls it; `npm run manifest` does nothing else.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { capabilities, contributes } from './contributes.ts';

const packageFile = fileURLToPath(new URL('../../package.json', import.meta.url));

/**
 * Puts what is generated into a package.json, leaving a file that has it already untouched.
 * @param taskProperties as `contributes` takes them
 * @returns whether the file changed.
 */
export function writeContributes(
  taskProperties: Readonly<Record<string, unknown>>,
  file = packageFile,
): boolean {
  const before = readFileSync(file, 'utf8');
  const manifest = JSON.parse(before) as Record<string, unknown>;
  const generated = { capabilities: capabilities(), contributes: contributes(taskProperties) };
  const after = JSON.stringify({ ...manifest, ...generated }, null, 2) + '\n';
  if (after === before) return false;
  writeFileSync(file, after);
  return true;
}
